package org.pabal.core.operations;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The directives that stand. Looked at whenever a recipient is about to be tried, so there are few.
 *
 * @param inOrder the oldest first
 */
public record Directives(List<Directive> inOrder) {
    /** How many may stand at the same time. */
    public static final int MOST = 100;

    public static final Directives NONE = new Directives(List.of());

    public Directives {
        inOrder =
                inOrder.stream().sorted(Comparator.comparingLong(Directive::id)).toList();
    }

    public boolean isEmpty() {
        return inOrder.isEmpty();
    }

    /** @return the one that keeps the recipient from being tried. A hold counts before what cannot be undone, else the oldest counts */
    public Optional<Directive> taking(MailFacts mail, Instant now) {
        List<Directive> meant = inOrder.stream()
                .filter(directive -> directive.takes() && directive.isFor(mail, now))
                .toList();
        return meant.stream()
                .filter(directive -> directive.order().verb() instanceof Verb.Hold)
                .findFirst()
                .or(() -> meant.stream().findFirst());
    }

    /** @return the newest that says where the recipient goes */
    public Optional<Directive> routing(MailFacts mail, Instant now) {
        return inOrder.stream()
                .filter(directive -> !directive.takes() && directive.isFor(mail, now))
                .reduce((first, second) -> second);
    }
}
