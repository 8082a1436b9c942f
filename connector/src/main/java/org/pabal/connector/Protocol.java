package org.pabal.connector;

import java.util.Arrays;
import java.util.Locale;
import org.pabal.core.qmtp.RequestParser.Form;
import org.pabal.core.smtp.Dialect;

/** What a listener speaks. */
enum Protocol {
    SMTP,
    LMTP,
    QMTP,
    QMQP;

    /** @throws IllegalArgumentException with a sentence that names the property, its default and its range */
    static Protocol require(String text) {
        return Arrays.stream(values())
                .filter(protocol -> protocol.name().toLowerCase(Locale.ROOT).equals(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "protocol must be smtp, lmtp, qmtp or qmqp (default smtp), not \"" + text + "\""));
    }

    /** Whether it has replies with a code, which can be said at any time. */
    boolean hasReplies() {
        return this == SMTP || this == LMTP;
    }

    Dialect dialect() {
        return this == LMTP ? Dialect.LMTP : Dialect.SMTP;
    }

    Form form() {
        return this == QMQP ? Form.QMQP : Form.QMTP;
    }
}
