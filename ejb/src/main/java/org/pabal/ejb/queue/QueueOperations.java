package org.pabal.ejb.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import org.pabal.core.queue.QueueId;
import org.pabal.core.queue.RecipientState;
import org.pabal.ejb.database.BoundAtStart;
import org.pabal.ejb.database.Durable;
import org.pabal.ejb.log.QueueLog;

/**
 * What operators do to one message. Each verb is one unit of work that holds the lock of the message's row, so that it
 * never meets the end of another recipient half way. A recipient with an owner is being delivered: its row is the
 * delivery's to remove, and only its state may be set here.
 */
@ApplicationScoped
@Transactional
@Durable
public class QueueOperations implements BoundAtStart {
    static final String REMOVED = "This message was removed from the queue by the administrator (#5.0.0)";

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

    /** Holds back every recipient that waits. A delivery that is running ends as it may; if it is deferred, that recipient stays held. */
    public QueueChange hold(QueueId id) {
        return change(id, RecipientState.WAITING, RecipientState.HELD);
    }

    /** Lets held recipients wait again, for the time their retry schedule had given them. */
    public QueueChange release(QueueId id) {
        return change(id, RecipientState.HELD, RecipientState.WAITING);
    }

    /** Makes every waiting recipient due now. */
    public QueueChange retry(QueueId id) {
        if (!lock(id)) {
            return new QueueChange.Missing();
        }
        int due = update(
                "update recipient set next_attempt = least(next_attempt, current_timestamp)"
                        + " where message_id = ?1 and state = 0 and owner is null",
                id);
        return due == 0 && count("r.state = 1", id) > 0 ? new QueueChange.Held() : new QueueChange.Done(due);
    }

    /** Removes the recipients that nobody is delivering to, and with the last one the message.
     *
     * @param bounce whether to tell the sender
     */
    public QueueChange delete(QueueId id, boolean bounce) {
        if (!lock(id)) {
            return new QueueChange.Missing();
        }
        int removed = bounce ? fail(id) : update("delete from recipient where message_id = ?1 and owner is null", id);
        int inFlight = count("r.owner is not null", id);
        if (inFlight > 0) {
            return new QueueChange.InFlight(removed, inFlight);
        }
        if (bounce) {
            update("update message set bounce_due = true where id = ?1", id);
        } else {
            update(ContentGarbage.NOTE + " and id = ?1", id);
            update("delete from message where id = ?1", id);
            log.ended(id);
        }
        return new QueueChange.Done(removed);
    }

    private int fail(QueueId id) {
        return em.createNativeQuery("update recipient set state = 2, last_report = ?2"
                        + " where message_id = ?1 and owner is null and state <> 2")
                .setParameter(1, id.value())
                .setParameter(2, REMOVED)
                .executeUpdate();
    }

    private QueueChange change(QueueId id, RecipientState from, RecipientState to) {
        if (!lock(id)) {
            return new QueueChange.Missing();
        }
        Query update = em.createNativeQuery("update recipient set state = ?2 where message_id = ?1 and state = ?3")
                .setParameter(1, id.value())
                .setParameter(2, StoredCode.of(to))
                .setParameter(3, StoredCode.of(from));
        return new QueueChange.Done(update.executeUpdate());
    }

    private boolean lock(QueueId id) {
        return !em.createNativeQuery("select id from message where id = ?1 for update")
                .setParameter(1, id.value())
                .getResultList()
                .isEmpty();
    }

    private int count(String condition, QueueId id) {
        return em.createQuery(
                        "select count(r.state) from QueuedRecipient r where r.messageId = :id and " + condition,
                        Long.class)
                .setParameter("id", id.value())
                .getSingleResult()
                .intValue();
    }

    private int update(String statement, QueueId id) {
        return em.createNativeQuery(statement).setParameter(1, id.value()).executeUpdate();
    }

    @Override
    public void bind() {
        em.getMetamodel();
    }
}
