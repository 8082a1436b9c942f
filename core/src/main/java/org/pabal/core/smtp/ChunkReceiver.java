package org.pabal.core.smtp;

import org.jspecify.annotations.Nullable;
import org.pabal.core.queue.BodyType;

/**
 * Takes the chunks of one content to a reception, as long as nothing speaks against it. Where a chunk ends is always known, so a
 * refusal never breaks the session: the rest of the chunk is read and forgotten.
 */
public final class ChunkReceiver {
    private final Reception reception;
    private final ContentLimits limits;
    private final ChunkDecoder decoder;
    private @Nullable SmtpReply refusal;

    public ChunkReceiver(SessionTerms terms, BodyType body, Reception reception) {
        this.reception = reception;
        this.limits = new ContentLimits(terms.maxOctets());
        this.decoder = new ChunkDecoder(body == BodyType.BINARY_MIME);
    }

    /** A chunk of so many octets comes: one that makes the content too big is refused before it is read. */
    public void announce(long octets) {
        if (refusal == null && limits.isTooBig(decoder.octets() + octets)) {
            refuse(Replies.TOO_BIG);
        }
    }

    /** Takes a piece of a chunk; its array is decoded in place. */
    public void take(byte[] buffer, int offset, int length) {
        if (refusal != null) {
            return;
        }
        boolean wellFormed = decoder.decode(buffer, offset, length);
        SmtpReply problem = wellFormed ? limits.judge(buffer, offset, decoder.produced(), decoder) : violation();
        if (problem != null) {
            refuse(problem);
        } else if (decoder.produced() > 0) {
            reception.write(buffer, offset, decoder.produced());
        }
    }

    /** @return the reply to a chunk that is not the last */
    public SmtpReply endOfChunk(long octets) {
        return refusal == null ? SmtpReply.of(250, "2.0.0", "ok " + octets + " octets") : refusal;
    }

    /** Makes the message durable, unless it was refused. @return the reply to the last chunk */
    public SmtpReply finish() {
        if (refusal == null && !decoder.end()) {
            refuse(violation());
        }
        return refusal == null ? reception.commit(decoder.octets()) : refusal;
    }

    /** Forgets the content; harmless after {@link #finish()}. */
    public void abort() {
        reception.abort();
    }

    public boolean isRefused() {
        return refusal != null;
    }

    /** @return octets taken so far */
    public long octets() {
        return decoder.octets();
    }

    private SmtpReply violation() {
        DataDecoder.Violation violation = decoder.violation();
        if (violation == null) {
            throw new IllegalStateException("nothing was wrong");
        }
        return Replies.violation(violation);
    }

    private void refuse(SmtpReply reply) {
        refusal = reply;
        reception.abort();
    }
}
