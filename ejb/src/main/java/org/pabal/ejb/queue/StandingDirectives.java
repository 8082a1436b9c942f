package org.pabal.ejb.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pabal.core.operations.Directive;
import org.pabal.core.operations.Directives;
import org.pabal.core.operations.MailFacts;
import org.pabal.core.operations.Verb;

/**
 * What operators have said of mail that is here and mail to come. Each node has all of it in memory, and looks when a recipient is
 * about to be tried, which costs the reading of a field while nothing was said. In effect on this node when a method
 * returns, on others within about a second (docs/decisions/031).
 */
@ApplicationScoped
public class StandingDirectives {
    private final DirectiveRows rows;
    private volatile Directives standing = Directives.NONE;
    private volatile boolean kept;

    /** For the container's proxy, which never uses its own fields. */
    @SuppressWarnings("NullAway")
    protected StandingDirectives() {
        this(null);
    }

    @Inject
    StandingDirectives(DirectiveRows rows) {
        this.rows = rows;
    }

    /**
     * What is to be done with a group.
     *
     * @param left to be tried, by the routes that directives say
     * @param taken to be recorded instead
     */
    public record HandOut(List<DueRecipient> left, List<RecipientOutcome> taken) {}

    public HandOut handOut(List<DueRecipient> recipients) {
        Directives now = standing;
        return now.isEmpty() ? new HandOut(recipients, List.of()) : handOut(recipients, now, Instant.now());
    }

    private static HandOut handOut(List<DueRecipient> recipients, Directives directives, Instant now) {
        List<DueRecipient> left = new ArrayList<>(recipients.size());
        List<RecipientOutcome> taken = new ArrayList<>();
        for (DueRecipient recipient : recipients) {
            MailFacts facts = recipient.facts();
            directives
                    .taking(facts, now)
                    .ifPresentOrElse(
                            directive -> taken.add(new RecipientOutcome.Taken(recipient, now, directive)),
                            () -> left.add(routed(recipient, directives.routing(facts, now))));
        }
        return new HandOut(left, taken);
    }

    private static DueRecipient routed(DueRecipient recipient, Optional<Directive> directive) {
        return directive.isPresent() && directive.get().order().verb() instanceof Verb.Reroute reroute
                ? recipient.routed(reroute.relay())
                : recipient;
    }

    /** @return those that this node knows to stand */
    public Directives current() {
        return standing;
    }

    /** @return it, or empty if too many stand already */
    public Optional<StandingDirective> add(DirectiveWish wish) {
        Optional<StandingDirective> added = rows.add(wish);
        refresh();
        return added;
    }

    /** Ends it: what it holds is released, beginning at once.
     *
     * @return whether it stood until now
     */
    public boolean withdraw(long id) {
        boolean stood = rows.end(id);
        refresh();
        return stood;
    }

    /** @return the oldest first, those too that still release what they held */
    public List<StandingDirective> list() {
        return rows.list();
    }

    /** To be called before the dispatcher starts: what is held stays held.
     *
     * @throws RuntimeException if they cannot be read
     */
    void begin() {
        refresh();
        kept = true;
    }

    /** Nothing is read, and no walk goes on. */
    void end() {
        kept = false;
    }

    boolean areKept() {
        return kept;
    }

    /** Reads them. */
    void refresh() {
        standing = new Directives(rows.list().stream()
                .filter(directive -> directive.state() != StandingDirective.State.ENDING)
                .map(StandingDirective::directive)
                .toList());
    }
}
