package org.pabal.core.smtp;

import org.jspecify.annotations.Nullable;

/**
 * Takes the wire octets of one content to a reception, as long as nothing speaks against it. A refused content is forgotten
 * at once and read to its end, so that the peer sees the reply; what breaks the protocol ends the session.
 */
public final class ContentReceiver {
    /** What comes next. */
    public enum Progress {
        /** more octets */
        MORE,
        /** {@link ContentReceiver#finish()}; octets after the consumed ones are the next commands */
        END,
        /** say {@link ContentReceiver#finish()} and close: where the content ends cannot be known, or is too far away */
        BROKEN
    }

    private final Reception reception;
    private final DataDecoder decoder = new DataDecoder();
    private final ContentLimits limits;
    private @Nullable SmtpReply refusal;
    private long discarded;

    public ContentReceiver(SessionTerms terms, Reception reception) {
        this.limits = new ContentLimits(terms.maxOctets());
        this.reception = reception;
    }

    /** Takes a piece; its array is decoded in place. */
    public Progress take(byte[] buffer, int offset, int length) {
        DataDecoder.Progress progress = decoder.decode(buffer, offset, length);
        if (progress == DataDecoder.Progress.VIOLATION) {
            refuse(Replies.violation(decoder.violation()));
            return Progress.BROKEN;
        }
        if (refusal == null) {
            keep(buffer, offset, decoder.produced());
        } else {
            discarded += decoder.consumed();
        }
        if (progress == DataDecoder.Progress.END) {
            return Progress.END;
        }
        return discarded > Limits.DISCARDED ? Progress.BROKEN : Progress.MORE;
    }

    /** @return octets of the last piece that belonged to the content or its end */
    public int consumed() {
        return decoder.consumed();
    }

    /** @return size so far with CRLF counted as two, before dot-stuffing */
    public long octets() {
        return decoder.octets();
    }

    /** Makes the message durable, unless it was refused. @return the reply to the end of data */
    public SmtpReply finish() {
        return refusal == null ? reception.commit(decoder.octets()) : refusal;
    }

    private void keep(byte[] buffer, int offset, int length) {
        SmtpReply problem = limits.judge(buffer, offset, length, decoder);
        if (problem != null) {
            refuse(problem);
        } else if (length > 0) {
            reception.write(buffer, offset, length);
        }
    }

    private void refuse(SmtpReply reply) {
        refusal = reply;
        reception.abort();
    }
}
