package org.pabal.core.quota;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How much a mailbox may hold, in the words of Maildir++: {@code 10485760S,1000C} are octets and messages.
 *
 * @param octets of all messages together; empty for any number
 * @param messages empty for any number
 */
public record Quota(OptionalLong octets, OptionalLong messages) {
    public static final Quota NONE = new Quota(OptionalLong.empty(), OptionalLong.empty());

    private static final String NONE_TEXT = "NOQUOTA";
    private static final int WHOLE = 100;

    /** @return what vpopmail's delivery takes a stored text for; {@link #NONE} for one that says nothing */
    public static Quota stored(String text) {
        return text.startsWith("NO") ? NONE : QuotaText.sum(text, QuotaText::storedPart);
    }

    /**
     * Reads what an administrator of vpopmail has written, as vpopmail does: {@code 1000c} are octets, {@code 1G} is one.
     *
     * @return empty if vpopmail stores nothing for it
     */
    public static Optional<Quota> written(String text) {
        if (text.equals(NONE_TEXT)) {
            return Optional.of(NONE);
        }
        Quota quota = QuotaText.sum(text, QuotaText::writtenPart);
        return quota.equals(NONE) ? Optional.empty() : Optional.of(quota);
    }

    /**
     * Reads what an administrator writes here: all that vpopmail understands, and nothing that it would misunderstand.
     *
     * @throws IllegalArgumentException with a sentence
     */
    public static Quota require(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        if (upper.equals(NONE_TEXT)) {
            return NONE;
        }
        if (!QuotaText.isPlain(upper)) {
            throw new IllegalArgumentException(
                    "A quota is NOQUOTA, or a number of octets such as 10485760S, 10240K or 10M, or a number of messages such"
                            + " as 1000C, or both with a comma between them; none is 0.");
        }
        return written(upper).orElseThrow();
    }

    public boolean isNone() {
        return equals(NONE);
    }

    /** What is exactly as much as the quota still fits. */
    public boolean fits(Usage usage) {
        return usage.octets() <= octets.orElse(Long.MAX_VALUE) && usage.messages() <= messages.orElse(Long.MAX_VALUE);
    }

    /** @return 0 to 100, rounded down: of octets or messages, whichever is more */
    public int percentage(Usage usage) {
        return Math.max(percentage(usage.octets(), octets), percentage(usage.messages(), messages));
    }

    private static int percentage(long used, OptionalLong limit) {
        if (limit.isEmpty()) {
            return 0;
        }
        if (used >= limit.getAsLong()) {
            return WHOLE;
        }
        // nothing overflows
        return (int)
                (used > Long.MAX_VALUE / WHOLE ? used / (limit.getAsLong() / WHOLE) : used * WHOLE / limit.getAsLong());
    }

    /** @return as it stands in a {@code maildirsize} */
    public String text() {
        if (isNone()) {
            return NONE_TEXT;
        }
        String size = octets.isPresent() ? octets.getAsLong() + "S" : "";
        String count = messages.isPresent() ? messages.getAsLong() + "C" : "";
        return size + (size.isEmpty() || count.isEmpty() ? "" : ",") + count;
    }
}
