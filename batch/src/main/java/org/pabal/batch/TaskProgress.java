package org.pabal.batch;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a task is. Kept by the batch runtime as text, which outlives our classes.
 *
 * @param done recipients or messages so far
 * @param total how many there were at the beginning, where that was counted; more may be done in the end
 */
public record TaskProgress(long done, OptionalLong total) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})(?:/(\\d{1,18}))?");

    static TaskProgress of(long total) {
        return new TaskProgress(0, OptionalLong.of(total));
    }

    static TaskProgress uncounted() {
        return new TaskProgress(0, OptionalLong.empty());
    }

    TaskProgress plus(long more) {
        return new TaskProgress(done + more, total);
    }

    /** @return {@code 120/4500}, or {@code 120} */
    String text() {
        return total.isPresent() ? done + "/" + total.getAsLong() : Long.toString(done);
    }

    /** @return empty unless {@link #text()} wrote it */
    static Optional<TaskProgress> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String total = matcher.group(2);
        return Optional.of(new TaskProgress(
                Long.parseLong(matcher.group(1)),
                total == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(total))));
    }
}
