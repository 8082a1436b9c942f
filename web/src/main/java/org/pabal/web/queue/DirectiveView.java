package org.pabal.web.queue;

import java.time.Instant;
import java.util.Locale;
import org.pabal.ejb.queue.StandingDirective;

/**
 * A directive.
 *
 * @param verb {@code hold}, {@code expire}, {@code reroute} or {@code delete}
 * @param order the verb, what it takes and which mail is meant, as {@code hold recipient=@example.org}
 * @param state {@code applying}: it stands, and mail that was there before is still gone through; {@code standing}; or
 *     {@code ending}: it does not stand any more, and what it holds is being released
 * @param recipients to how many it was applied; 0 for reroute, which nobody counts
 */
public record DirectiveView(
        long id,
        String verb,
        String order,
        String reason,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        String state,
        long recipients) {
    static DirectiveView of(StandingDirective standing) {
        return new DirectiveView(
                standing.directive().id(),
                standing.directive().order().verb().word(),
                standing.directive().order().text(),
                standing.reason(),
                standing.createdBy(),
                standing.createdAt(),
                standing.directive().expires(),
                standing.state().name().toLowerCase(Locale.ROOT),
                standing.recipients());
    }
}
