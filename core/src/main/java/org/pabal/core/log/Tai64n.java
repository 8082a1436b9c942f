package org.pabal.core.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * TAI64N stamps as daemontools makes them: seconds are 2^62 + 10 + Unix seconds, without a table of leap seconds. A label
 * is {@code @}, 16 hexadecimal digits of seconds and 8 of nanoseconds, in small letters.
 */
public final class Tai64n {
    /** Characters of a label. */
    public static final int LABEL_LENGTH = 25;

    /** Octets of a stamp in a file: seconds, then nanoseconds, most significant first. */
    public static final int STAMP_LENGTH = 12;

    private static final long EPOCH = (1L << 62) + 10;
    private static final int SECONDS_END = 17;
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private Tai64n() {}

    public static String label(Instant instant) {
        byte[] label = new byte[LABEL_LENGTH];
        writeLabel(instant, label);
        return new String(label, StandardCharsets.US_ASCII);
    }

    /** @return nothing unless the text is a label and nothing else, of a time an Instant can hold */
    public static Optional<Instant> parseLabel(CharSequence text) {
        if (text.length() != LABEL_LENGTH || text.charAt(0) != '@') {
            return Optional.empty();
        }
        for (int i = 1; i < LABEL_LENGTH; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return Optional.empty();
            }
        }
        return instant(
                Long.parseUnsignedLong(text, 1, SECONDS_END, 16), Long.parseLong(text, SECONDS_END, LABEL_LENGTH, 16));
    }

    /** @return the {@value #STAMP_LENGTH} octets, as in supervise/status */
    public static byte[] stamp(Instant instant) {
        return ByteBuffer.allocate(STAMP_LENGTH)
                .putLong(EPOCH + instant.getEpochSecond())
                .putInt(instant.getNano())
                .array();
    }

    /** @return nothing unless the octets are a stamp of a time an Instant can hold */
    public static Optional<Instant> parseStamp(byte[] stamp) {
        if (stamp.length != STAMP_LENGTH) {
            return Optional.empty();
        }
        ByteBuffer octets = ByteBuffer.wrap(stamp);
        return instant(octets.getLong(), Integer.toUnsignedLong(octets.getInt()));
    }

    /** Writes the label to the beginning of the array. */
    static void writeLabel(Instant instant, byte[] target) {
        target[0] = '@';
        writeHex(EPOCH + instant.getEpochSecond(), target, 1, SECONDS_END);
        writeHex(instant.getNano(), target, SECONDS_END, LABEL_LENGTH);
    }

    private static void writeHex(long value, byte[] target, int from, int to) {
        long rest = value;
        for (int i = to - 1; i >= from; i--) {
            target[i] = DIGITS[(int) (rest & 15)];
            rest >>>= 4;
        }
    }

    private static Optional<Instant> instant(long seconds, long nanoseconds) {
        if (seconds < 0 || nanoseconds >= 1_000_000_000) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.ofEpochSecond(seconds - EPOCH, nanoseconds));
        } catch (DateTimeException outOfRange) {
            return Optional.empty();
        }
    }
}
