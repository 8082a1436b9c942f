package org.pabal.ejb.queue;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.pabal.core.operations.Directive;
import org.pabal.core.operations.Order;
import org.pabal.core.operations.Verb;

/** One row of {@code directive}. Its counters are written by statements. */
@Entity
@Table(name = "directive")
@Cacheable(false)
class StoredDirective {
    private static final String SEQUENCE = "directive_id";

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = SEQUENCE)
    @SequenceGenerator(name = SEQUENCE, sequenceName = SEQUENCE, allocationSize = 1)
    @Column(name = "id")
    long id;

    @Column(name = "standing_order", nullable = false)
    String standingOrder;

    @Column(name = "reason", nullable = false)
    String reason;

    @Column(name = "created_by", nullable = false)
    String createdBy;

    @Column(name = "created_at", nullable = false)
    OffsetDateTime createdAt;

    @Column(name = "expires_at", nullable = false)
    OffsetDateTime expiresAt;

    @Column(name = "ended", nullable = false)
    boolean ended;

    @Column(name = "walked")
    @Nullable
    Long walked;

    @Column(name = "recipients", nullable = false)
    long recipients;

    protected StoredDirective() {}

    StoredDirective(DirectiveWish wish) {
        standingOrder = wish.order().text();
        reason = wish.reason();
        createdBy = wish.createdBy();
        createdAt = OffsetDateTime.now(ZoneOffset.UTC);
        expiresAt = createdAt.plus(wish.lasting());
        // another route needs no walk: it is looked up when a recipient is tried
        walked = wish.order().verb() instanceof Verb.Reroute ? null : 0L;
    }

    Directive directive() {
        return new Directive(id, Order.parse(standingOrder), expiresAt.toInstant());
    }

    StandingDirective view() {
        StandingDirective.State state = ended
                ? StandingDirective.State.ENDING
                : walked != null ? StandingDirective.State.APPLYING : StandingDirective.State.STANDING;
        return new StandingDirective(directive(), reason, createdBy, createdAt.toInstant(), state, recipients);
    }
}
