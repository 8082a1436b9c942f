package org.pabal.core.queue;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the sender wants to be told of one recipient: NOTIFY of RCPT (RFC 3461 §4.1).
 *
 * @param text as it goes to the next hop, in upper case; empty if nothing was said
 */
public record Notify(String text) {
    /** Nothing was said: failures are told. */
    public static final Notify UNSAID = new Notify("");

    private static final String NEVER = "NEVER";

    private enum Event {
        SUCCESS,
        FAILURE,
        DELAY
    }

    /** @throws IllegalArgumentException for what {@link #parse} would refuse */
    public Notify {
        if (!text.isEmpty() && !isWellFormed(text)) {
            throw new IllegalArgumentException("not a value of NOTIFY");
        }
    }

    /** @return empty if the text is not a value of NOTIFY: NEVER, or other words once each */
    public static Optional<Notify> parse(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        return isWellFormed(upper) ? Optional.of(new Notify(upper)) : Optional.empty();
    }

    public boolean onSuccess() {
        return says(Event.SUCCESS);
    }

    public boolean onFailure() {
        return text.isEmpty() || says(Event.FAILURE);
    }

    /** Whether the sender may be told that the message waits. */
    public boolean onDelay() {
        return text.isEmpty() || says(Event.DELAY);
    }

    private boolean says(Event event) {
        return List.of(text.split(",", -1)).contains(event.name());
    }

    private static boolean isWellFormed(String text) {
        if (text.equals(NEVER)) {
            return true;
        }
        Set<Event> seen = EnumSet.noneOf(Event.class);
        for (String word : text.split(",", -1)) {
            Optional<Event> event = EnumSet.allOf(Event.class).stream()
                    .filter(e -> e.name().equals(word))
                    .findFirst();
            if (event.isEmpty() || !seen.add(event.get())) {
                return false;
            }
        }
        return true;
    }
}
