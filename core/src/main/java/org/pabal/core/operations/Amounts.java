package org.pabal.core.operations;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ages and sizes as operators type them. */
public final class Amounts {
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})([smhd]?)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})(|B|KiB|MiB|GiB)");
    private static final int BITS_OF_A_STEP = 10;

    private Amounts() {}

    /** Reads {@code 90s}, {@code 30m}, {@code 4h}, {@code 7d}; a number alone is seconds.
     *
     * @throws IllegalArgumentException with a clause, if it is none
     */
    public static Duration requireTime(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a time is a number with s, m, h or d");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofSeconds(number);
        };
    }

    /** @return what {@link #requireTime} reads: the largest unit without a rest; fractions of a second are lost */
    public static String text(Duration time) {
        long seconds = time.toSeconds();
        if (seconds == 0 || seconds % 60 != 0) {
            return seconds + "s";
        }
        if (seconds % 3_600 != 0) {
            return seconds / 60 + "m";
        }
        return seconds % 86_400 == 0 ? seconds / 86_400 + "d" : seconds / 3_600 + "h";
    }

    /** Reads {@code 4096}, {@code 100KiB}, {@code 10MiB}, {@code 1GiB}.
     *
     * @return octets
     * @throws IllegalArgumentException with a clause, if it is none
     */
    public static long requireOctets(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a size is a number of octets, or one with KiB, MiB or GiB");
        }
        int steps = switch (matcher.group(2)) {
            case "KiB" -> 1;
            case "MiB" -> 2;
            case "GiB" -> 3;
            default -> 0;
        };
        return Long.parseLong(matcher.group(1)) << (steps * BITS_OF_A_STEP);
    }
}
