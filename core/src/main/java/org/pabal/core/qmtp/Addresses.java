package org.pabal.core.qmtp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The addresses of one request, octet for octet. */
final class Addresses {
    private final int maxRecipients;
    private final ByteArrayOutputStream address = new ByteArrayOutputStream(80);
    private final List<String> recipients = new ArrayList<>();
    private int excess;
    private String sender = "";

    /** @param maxRecipients kept; more are only counted */
    Addresses(int maxRecipients) {
        this.maxRecipients = maxRecipients;
    }

    void begin() {
        address.reset();
    }

    void take(byte octet) {
        address.write(octet);
    }

    void endSender() {
        sender = text();
    }

    void endRecipient() {
        if (recipients.size() < maxRecipients) {
            recipients.add(text());
        } else {
            excess++;
        }
    }

    Request with(ContentFilter content) {
        return new Request(sender, recipients, excess, content.refusal(), content.octets());
    }

    private String text() {
        return address.toString(StandardCharsets.ISO_8859_1);
    }
}
