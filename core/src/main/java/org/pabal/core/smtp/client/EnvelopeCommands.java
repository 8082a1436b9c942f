package org.pabal.core.smtp.client;

import java.io.IOException;
import java.io.InputStream;
import org.pabal.core.address.Utf8;
import org.pabal.core.message.Content;
import org.pabal.core.message.HeaderScanner;
import org.pabal.core.mime.SevenBit;
import org.pabal.core.queue.BodyType;
import org.pabal.core.queue.EnvelopeRecipient;
import org.pabal.core.queue.MailOptions;

/** MAIL and RCPT as one peer understands them: with the parameters that the message has and the peer offers. */
final class EnvelopeCommands {
    private static final int PIECE = 4_096;

    private final OutboundMessage message;
    private final Capabilities capabilities;
    private final boolean senderIsBeyond;
    private final boolean headerIsBeyond;
    private final boolean smtpUtf8;

    EnvelopeCommands(OutboundMessage message, Capabilities capabilities) {
        this.message = message;
        this.capabilities = capabilities;
        this.senderIsBeyond = !Utf8.isAscii(message.sender().toSmtpWithALabels());
        this.headerIsBeyond = message.envelope().options().smtpUtf8() && !hasAsciiHeader(message.content());
        this.smtpUtf8 = capabilities.offers(Extension.SMTPUTF8)
                && (senderIsBeyond
                        || headerIsBeyond
                        || message.recipients().stream().anyMatch(r -> isBeyond(r)));
    }

    /** Whether no recipient can get the message from this peer, since it does not take what is beyond ASCII (RFC 6531 §3.1). */
    boolean isUnsendable() {
        return !capabilities.offers(Extension.SMTPUTF8) && (senderIsBeyond || headerIsBeyond);
    }

    /** Whether this recipient cannot be named to the peer. */
    boolean isUnsendable(EnvelopeRecipient recipient) {
        return !capabilities.offers(Extension.SMTPUTF8) && isBeyond(recipient);
    }

    /** @param octets to declare */
    String mail(long octets) {
        StringBuilder line = new StringBuilder("MAIL FROM:<")
                .append(smtpUtf8 ? message.sender().toSmtp() : message.sender().toSmtpWithALabels())
                .append('>');
        MailOptions options = message.envelope().options();
        if (capabilities.size().isPresent()) {
            line.append(" SIZE=").append(octets);
        }
        if (options.body() == BodyType.BINARY_MIME) {
            line.append(" BODY=BINARYMIME");
        } else if (capabilities.offers(Extension.EIGHT_BIT_MIME) && isEightBit()) {
            line.append(" BODY=8BITMIME");
        }
        if (smtpUtf8) {
            line.append(" SMTPUTF8");
        }
        if (capabilities.offers(Extension.DSN)) {
            options.returned().ifPresent(ret -> line.append(" RET=").append(ret.name()));
            options.envelopeId().ifPresent(id -> line.append(" ENVID=").append(id.encoded()));
        }
        return line.append("\r\n").toString();
    }

    String recipient(EnvelopeRecipient recipient) {
        StringBuilder line = new StringBuilder("RCPT TO:<")
                .append(
                        smtpUtf8
                                ? recipient.address().toSmtp()
                                : recipient.address().toSmtpWithALabels())
                .append('>');
        if (capabilities.offers(Extension.DSN)) {
            String notify = recipient.options().wish().text();
            line.append(notify.isEmpty() ? "" : " NOTIFY=" + notify);
            recipient
                    .options()
                    .original()
                    .ifPresent(original -> line.append(" ORCPT=").append(original.text()));
        }
        return line.append("\r\n").toString();
    }

    /** Many clients send octets that they have not declared, which a next hop must know (RFC 6152 §3); only a content in memory is looked at. */
    private boolean isEightBit() {
        return message.envelope().body() == BodyType.EIGHT_BIT_MIME
                || (message.content() instanceof Content.InMemory small && SevenBit.isEightBit(small.bytes()));
    }

    private static boolean isBeyond(EnvelopeRecipient recipient) {
        return !Utf8.isAscii(recipient.address().toSmtpWithALabels());
    }

    /** A content that cannot be read now counts as one that needs SMTPUTF8: where it is offered, it is tried again. */
    private static boolean hasAsciiHeader(Content content) {
        HeaderScanner header = new HeaderScanner();
        byte[] piece = new byte[PIECE];
        try (InputStream in = content.open()) {
            int length = in.read(piece);
            while (length >= 0 && header.isOpen()) {
                header.scan(piece, 0, length);
                length = in.read(piece);
            }
            return !header.isBeyondAscii();
        } catch (IOException unreadable) {
            return false;
        }
    }
}
