package org.pabal.connector.tls;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;

/** As much of DER (X.690) as a certificate of our own and the wrapping of a key take. */
final class Der {
    static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final Instant YEAR_2050 = Instant.parse("2050-01-01T00:00:00Z");

    private Der() {}

    static byte[] sequence(byte[]... parts) {
        return value(SEQUENCE, parts);
    }

    static byte[] set(byte[]... parts) {
        return value(SET, parts);
    }

    static byte[] integer(BigInteger number) {
        return value(0x02, number.toByteArray());
    }

    static byte[] bitString(byte[] octets) {
        return value(0x03, new byte[1], octets);
    }

    static byte[] octetString(byte[] octets) {
        return value(0x04, octets);
    }

    static byte[] text(String text) {
        return value(0x0c, text.getBytes(StandardCharsets.UTF_8));
    }

    /** UTCTime, with two digits for the year, before 2050; GeneralizedTime from then on (RFC 5280 §4.1.2.5). */
    static byte[] time(Instant instant) {
        boolean old = instant.isBefore(YEAR_2050);
        String pattern = (old ? "uu" : "uuuu") + "MMddHHmmss'Z'";
        String text = DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(instant);
        return value(old ? 0x17 : 0x18, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** @param dotted as {@code 2.5.4.3} */
    static byte[] objectIdentifier(String dotted) {
        int[] arcs = Arrays.stream(dotted.split("\\.", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        octets.write(40 * arcs[0] + arcs[1]);
        for (int i = 2; i < arcs.length; i++) {
            for (int shift = 28; shift > 0; shift -= 7) {
                if (arcs[i] >> shift > 0) {
                    octets.write(0x80 | ((arcs[i] >> shift) & 0x7f));
                }
            }
            octets.write(arcs[i] & 0x7f);
        }
        return value(0x06, octets.toByteArray());
    }

    /** @param tag with its class and form */
    static byte[] value(int tag, byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteArrayOutputStream octets = new ByteArrayOutputStream(length + 5);
        octets.write(tag);
        if (length < 0x80) {
            octets.write(length);
        } else {
            byte[] digits = BigInteger.valueOf(length).toByteArray();
            int leadingZero = digits[0] == 0 ? 1 : 0;
            octets.write(0x80 | (digits.length - leadingZero));
            octets.write(digits, leadingZero, digits.length - leadingZero);
        }
        for (byte[] part : parts) {
            octets.writeBytes(part);
        }
        return octets.toByteArray();
    }

    /**
     * The first element of a SEQUENCE, whole.
     *
     * @throws IllegalArgumentException if there is none
     */
    static byte[] firstOf(byte[] sequence) {
        int start = contentStart(sequence, 0);
        int contentStart = contentStart(sequence, start);
        int end = contentStart + length(sequence, start);
        if (sequence[0] != SEQUENCE || end > sequence.length) {
            throw new IllegalArgumentException("not a DER sequence with something in it");
        }
        return Arrays.copyOfRange(sequence, start, end);
    }

    private static int contentStart(byte[] der, int at) {
        requireHeader(der, at);
        int first = der[at + 1] & 0xff;
        return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
    }

    private static int length(byte[] der, int at) {
        int length = 0;
        int first = der[at + 1] & 0xff;
        if (first < 0x80) {
            return first;
        }
        for (int i = at + 2; i < contentStart(der, at); i++) {
            length = (length << 8) | (der[i] & 0xff);
        }
        return length;
    }

    private static void requireHeader(byte[] der, int at) {
        if (at + 2 > der.length || (der[at + 1] & 0xff) > 0x82 || at + 2 + (der[at + 1] < 0 ? 2 : 0) > der.length) {
            throw new IllegalArgumentException("not DER of a length that makes sense");
        }
    }
}
