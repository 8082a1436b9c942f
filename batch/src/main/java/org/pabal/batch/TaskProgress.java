package org.pabal.batch;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a task is. Kept by the batch runtime as text, which outlives our classes.
 *
 * @param done recipients or messages so far
 * @param inFlight recipients that were being delivered to when the task came to them, and were left to that
 * @param total how many there were at the beginning, where that was counted; more may be done in the end
 */
public record TaskProgress(long done, long inFlight, OptionalLong total) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})(?:/(\\d{1,18}))?(?:\\+(\\d{1,18}))?");

    static TaskProgress of(long total) {
        return new TaskProgress(0, 0, OptionalLong.of(total));
    }

    static TaskProgress uncounted() {
        return new TaskProgress(0, 0, OptionalLong.empty());
    }

    TaskProgress plus(long more, long skipped) {
        return new TaskProgress(done + more, inFlight + skipped, total);
    }

    /** @return {@code 120/4500}, or {@code 120}; with {@code +3} behind it for those in flight */
    String text() {
        return done + (total.isPresent() ? "/" + total.getAsLong() : "") + (inFlight > 0 ? "+" + inFlight : "");
    }

    /** @return empty unless {@link #text()} wrote it */
    static Optional<TaskProgress> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String total = matcher.group(2);
        String inFlight = matcher.group(3);
        return Optional.of(new TaskProgress(
                Long.parseLong(matcher.group(1)),
                inFlight == null ? 0 : Long.parseLong(inFlight),
                total == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(total))));
    }
}
