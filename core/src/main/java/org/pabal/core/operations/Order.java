package org.pabal.core.operations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pabal.core.queue.Channel;

/** What is to be done once, to whom. */
public record Order(Verb verb, MailSelector selector) {
    private static final String ALL = "all";

    /** @throws IllegalArgumentException with a sentence without its period, if the verb and the selector contradict each other */
    public Order {
        if (verb instanceof Verb.Reroute
                && selector.channel().filter(Channel.LOCAL::equals).isPresent()) {
            throw new IllegalArgumentException("only remote recipients can be re-routed");
        }
    }

    /** Reads what an operator said. A selector that says nothing must be {@code all} in so many words.
     *
     * @param all whether that was said
     * @param members texts by name: of the verb, and of the selector
     * @throws IllegalArgumentException with a sentence without its period that names what is wrong
     */
    public static Order require(String word, boolean all, Map<String, String> members) {
        MailSelector selector = MailSelector.require(members);
        boolean saysNothing = selector.equals(MailSelector.ALL);
        if (saysNothing && !all) {
            throw new IllegalArgumentException("nothing says which mail is meant; \"all\": true means all of it");
        }
        if (all && !saysNothing) {
            throw new IllegalArgumentException("'all' and a selection do not go together");
        }
        return new Order(Verb.require(word, members), selector);
    }

    /** @return as {@code hold recipient=@example.org olderThan=2h} or {@code retry all}, for parameters of jobs and for people */
    public String text() {
        List<String> parts = new ArrayList<>(List.of(verb.word()));
        verb.members().forEach((name, value) -> parts.add(name + "=" + escaped(value)));
        selector.members().forEach((name, value) -> parts.add(name + "=" + escaped(value)));
        if (selector.equals(MailSelector.ALL)) {
            parts.add(ALL);
        }
        return String.join(" ", parts);
    }

    /** Reads what {@link #text()} wrote.
     *
     * @throws IllegalArgumentException if it did not
     */
    public static Order parse(String text) {
        List<String> parts = List.of(text.split(" ", -1));
        Map<String, String> members = new LinkedHashMap<>();
        for (String part : parts.subList(1, parts.size())) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                members.put(part.substring(0, equals), unescaped(part.substring(equals + 1)));
            }
        }
        return require(parts.getFirst(), parts.getLast().equals(ALL), members);
    }

    /** A local part may have blanks. */
    private static String escaped(String value) {
        return value.replace("%", "%25").replace(" ", "%20");
    }

    private static String unescaped(String value) {
        return value.replace("%20", " ").replace("%25", "%");
    }
}
