package org.pabal.core.qmtp;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pabal.core.message.HeaderScanner;
import org.pabal.core.smtp.Limits;
import org.pabal.core.smtp.Replies;
import org.pabal.core.smtp.SmtpReply;

/**
 * Takes the octets of one content to a sink, lines ended by LF, as long as nothing speaks against it; the limits are those
 * of SMTP. A CR that ends no line and NUL are refused for good, as there: what is content here could end a line elsewhere.
 */
final class ContentFilter {
    private final ContentSink sink;
    private final long maxOctets;
    private final HeaderScanner header = new HeaderScanner();
    private @Nullable SmtpReply refusal;
    private boolean crlf;
    private boolean afterCr;
    private long octets;
    private long lineLength;

    /** @param maxOctets with line ends counted as two; 0 means unlimited */
    ContentFilter(ContentSink sink, long maxOctets) {
        this.sink = sink;
        this.maxOctets = maxOctets;
    }

    /** Lines end in CRLF on the wire. */
    void expectCrlf() {
        crlf = true;
    }

    /** Takes a piece; its array is decoded in place. */
    void take(byte[] buffer, int offset, int length) {
        if (refusal != null) {
            return;
        }
        int out = offset;
        for (int in = offset; in < offset + length && refusal == null; in++) {
            byte next = buffer[in];
            if (afterCr && next != '\n') {
                refuse(Replies.BARE_CR);
            } else if (next == '\r') {
                afterCr = crlf;
                if (!crlf) {
                    refuse(Replies.BARE_CR);
                }
            } else if (next == 0) {
                refuse(Replies.NUL);
            } else {
                if (next == '\n' && crlf && !afterCr) {
                    refuse(Replies.BARE_LF);
                }
                afterCr = false;
                count(next);
                buffer[out++] = next;
            }
        }
        keep(buffer, offset, out - offset);
    }

    /** The content has ended. */
    void end() {
        if (afterCr) {
            refuse(Replies.BARE_CR);
        }
    }

    void refuse(SmtpReply reply) {
        if (refusal == null) {
            refusal = reply;
        }
    }

    Optional<SmtpReply> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** @return size so far, with line ends counted as two */
    long octets() {
        return octets;
    }

    private void count(byte next) {
        octets += next == '\n' ? 2 : 1;
        lineLength = next == '\n' ? 0 : lineLength + 1;
        if (lineLength > Limits.CONTENT_LINE) {
            refuse(Replies.CONTENT_LINE_TOO_LONG);
        }
    }

    private void keep(byte[] buffer, int offset, int length) {
        header.scan(buffer, offset, length);
        if (header.hops() >= Limits.HOPS) {
            refuse(Replies.LOOPING);
        } else if (maxOctets > 0 && octets > maxOctets) {
            refuse(Replies.TOO_BIG);
        } else if (header.octets() > Limits.HEADER_SECTION) {
            refuse(Replies.HEADER_TOO_BIG);
        }
        if (refusal == null && length > 0) {
            sink.write(buffer, offset, length);
        }
    }
}
