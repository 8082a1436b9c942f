package org.pabal.core.qmtp;

/** Reads the digits before a netstring, one octet after the other. No more than twelve, and none that begin with a needless 0. */
final class LengthReader {
    private static final int MAX_DIGITS = 12;

    /** What one octet led to. */
    enum Progress {
        MORE,
        DONE,
        BAD
    }

    private int digits;
    private long value;

    Progress take(byte octet) {
        if (octet == ':' && digits > 0) {
            digits = 0;
            return Progress.DONE;
        }
        boolean digit = octet >= '0' && octet <= '9';
        if (!digit || digits == MAX_DIGITS || (digits > 0 && value == 0)) {
            return Progress.BAD;
        }
        value = (digits == 0 ? 0 : value * 10) + octet - '0';
        digits++;
        return Progress.MORE;
    }

    /** @return the number, after {@link Progress#DONE} */
    long value() {
        return value;
    }

    /** @return octets of the number's shortest form with its colon */
    static int octets(long value) {
        return Long.toString(value).length() + 1;
    }
}
