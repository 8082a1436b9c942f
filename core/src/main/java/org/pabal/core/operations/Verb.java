package org.pabal.core.operations;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What operators can do to recipients that are not delivered. */
public sealed interface Verb {
    /** Keep them from being tried, until they are released. */
    record Hold() implements Verb {}

    /** Let held ones wait again, for the time that their retry schedule had given them. */
    record Release() implements Verb {}

    /** Try waiting ones now. */
    record Retry() implements Verb {}

    /** End their lifetime: no attempt follows.
     *
     * @param bounce whether the sender is told, with what the last attempt came to
     */
    record Expire(boolean bounce) implements Verb {}

    /** Send remote ones to another host from their next attempt on.
     *
     * @param relay empty: by the usual way again
     */
    record Reroute(Optional<Relay> relay) implements Verb {}

    /** Remove them, those too that are done and whose sender is to be told.
     *
     * @param bounce whether the sender is told that the administrator did it
     */
    record Delete(boolean bounce) implements Verb {}

    /** The words that {@link #require} understands. */
    List<String> WORDS = List.of("hold", "release", "retry", "expire", "reroute", "delete");

    /** What {@link #require} looks at besides the word. */
    List<String> MEMBERS = List.of("bounce", "relay");

    /**
     * @param word one of {@link #WORDS}
     * @param members {@code bounce} is {@code true} or {@code false}, and goes with expire (true if not said) and delete (false);
     *     {@code relay} must be said with reroute, and be empty for the usual way
     * @throws IllegalArgumentException with a sentence without its period that names what is wrong
     */
    static Verb require(String word, Map<String, String> members) {
        boolean ends = word.equals("expire") || word.equals("delete");
        if (members.containsKey("bounce") && !ends) {
            throw new IllegalArgumentException("'bounce' goes with expire and delete");
        }
        if (members.containsKey("relay") != word.equals("reroute")) {
            throw new IllegalArgumentException("'relay' goes with reroute, and reroute needs it");
        }
        return switch (word) {
            case "hold" -> new Hold();
            case "release" -> new Release();
            case "retry" -> new Retry();
            case "expire" -> new Expire(flag(members.getOrDefault("bounce", "true")));
            case "reroute" -> new Reroute(relay(members.getOrDefault("relay", "")));
            case "delete" -> new Delete(flag(members.getOrDefault("bounce", "false")));
            default -> throw new IllegalArgumentException("a verb is one of: " + String.join(", ", WORDS));
        };
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("'bounce' is true or false");
        };
    }

    private static Optional<Relay> relay(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(new Relay(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'relay' is wrong: " + e.getMessage(), e);
        }
    }

    /** @return the word that {@link #require} reads */
    default String word() {
        return switch (this) {
            case Hold hold -> "hold";
            case Release release -> "release";
            case Retry retry -> "retry";
            case Expire expire -> "expire";
            case Reroute reroute -> "reroute";
            case Delete delete -> "delete";
        };
    }

    /** @return what {@link #require} reads besides the word */
    default Map<String, String> members() {
        return switch (this) {
            case Hold hold -> Map.of();
            case Release release -> Map.of();
            case Retry retry -> Map.of();
            case Expire expire -> Map.of("bounce", Boolean.toString(expire.bounce()));
            case Reroute reroute ->
                Map.of("relay", reroute.relay().map(Relay::text).orElse(""));
            case Delete delete -> Map.of("bounce", Boolean.toString(delete.bounce()));
        };
    }
}
