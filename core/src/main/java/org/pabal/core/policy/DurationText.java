package org.pabal.core.policy;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times in settings: {@code 90s}, {@code 10m}, {@code 4h}, {@code 36d}; a number alone is seconds, a unit alone is one of it. */
final class DurationText {
    private static final Pattern TIME = Pattern.compile("(\\d{0,9})([smhd]?)");

    private DurationText() {}

    /** @throws IllegalArgumentException with a clause, if it is none */
    static Duration require(String text) {
        Matcher matcher = TIME.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is not a time like 90s, 10m, 4h or 36d");
        }
        long number = matcher.group(1).isEmpty() ? 1 : Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofSeconds(number);
        };
    }
}
