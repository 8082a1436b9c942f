package org.pabal.ejb.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import org.pabal.core.operations.MailSelector;
import org.pabal.core.operations.Order;
import org.pabal.core.operations.Verb;
import org.pabal.core.queue.QueueId;
import org.pabal.core.queue.RecipientState;
import org.pabal.ejb.database.BoundAtStart;
import org.pabal.ejb.database.Durable;
import org.pabal.ejb.log.QueueLog;

/**
 * What operators do to one message: one unit of work that holds the lock of the message's row, so that it never meets the
 * end of another recipient half way. A recipient with an owner is being delivered: its row is the delivery's to remove, and
 * only its state and route may be set here.
 */
@ApplicationScoped
@Transactional
@Durable
public class QueueOperations implements BoundAtStart {
    @PersistenceContext(unitName = "pabal")
    EntityManager em;

    private final QueueLog log;

    /** For the container's proxy, which never uses its own fields. */
    QueueOperations() {
        this(new QueueLog());
    }

    @Inject
    QueueOperations(QueueLog log) {
        this.log = log;
    }

    /** Does it to all recipients of the message that it can be done to. */
    public QueueChange apply(QueueId id, Verb verb) {
        if (!lock(id)) {
            return new QueueChange.Missing();
        }
        Order order = new Order(verb, MailSelector.ALL);
        SliceResult result = new OrderStatements(em, order, Instant.now()).apply(QueueSlice.of(id.value()));
        result.ended().forEach(ended -> log.ended(new QueueId(ended)));
        if (VerbSql.mayEnd(verb) && result.inFlight() > 0) {
            return new QueueChange.InFlight(result.done(), result.inFlight());
        }
        if (verb instanceof Verb.Retry && result.done() == 0 && isHeld(id)) {
            return new QueueChange.Held();
        }
        List<Long> directives = verb instanceof Verb.Release && result.done() == 0 ? directives(id) : List.of();
        if (!directives.isEmpty()) {
            return new QueueChange.Directed(directives.getFirst());
        }
        return new QueueChange.Done(
                VerbSql.reachesDeliveries(verb) ? result.done() + result.inFlight() : result.done());
    }

    private boolean lock(QueueId id) {
        return !em.createNativeQuery("select id from message where id = ?1 for update")
                .setParameter(1, id.value())
                .getResultList()
                .isEmpty();
    }

    private boolean isHeld(QueueId id) {
        return em.createQuery(
                                "select count(r.state) from QueuedRecipient r where r.messageId = :id and r.state = :held",
                                Long.class)
                        .setParameter("id", id.value())
                        .setParameter("held", StoredCode.of(RecipientState.HELD))
                        .getSingleResult()
                > 0;
    }

    private List<Long> directives(QueueId id) {
        return Sql.numbers(new Sql(
                        "select directive from recipient where message_id = ? and state = ? and directive is not null",
                        id.value(),
                        StoredCode.of(RecipientState.HELD))
                .on(em));
    }

    @Override
    public void bind() {
        em.getMetamodel();
    }
}
