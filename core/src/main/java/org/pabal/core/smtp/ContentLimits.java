package org.pabal.core.smtp;

import org.jspecify.annotations.Nullable;
import org.pabal.core.message.HeaderScanner;

/** Holds one content against what is taken, piece by piece as it arrives, decoded. */
final class ContentLimits {
    private final long maxOctets;
    private final HeaderScanner header = new HeaderScanner();

    /** @param maxOctets with CRLF counted as two; 0 means unlimited */
    ContentLimits(long maxOctets) {
        this.maxOctets = maxOctets;
    }

    /** What a decoder knows of the content so far. */
    interface Measure {
        /** @return size so far with CRLF counted as two */
        long octets();

        /** @return octets of the longest line so far, without its CRLF; 0 where lines do not matter */
        long longestLine();
    }

    /** @return why the content is refused from this piece on; null if it is not */
    @Nullable
    SmtpReply judge(byte[] buffer, int offset, int length, Measure measure) {
        header.scan(buffer, offset, length);
        if (header.hops() >= Limits.HOPS) {
            return Replies.LOOPING;
        }
        if (isTooBig(measure.octets())) {
            return Replies.TOO_BIG;
        }
        if (header.octets() > Limits.HEADER_SECTION) {
            return Replies.HEADER_TOO_BIG;
        }
        return measure.longestLine() > Limits.CONTENT_LINE ? Replies.CONTENT_LINE_TOO_LONG : null;
    }

    boolean isTooBig(long octets) {
        return maxOctets > 0 && octets > maxOctets;
    }
}
