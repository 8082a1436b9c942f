package org.pabal.ejb.queue;

import jakarta.persistence.EntityManager;
import java.time.OffsetDateTime;
import java.util.List;
import org.pabal.core.address.ReversePath;
import org.pabal.core.queue.BodyType;
import org.pabal.core.queue.QueueId;

/**
 * The columns of {@code message} that may be read by the thousand: all but the content.
 *
 * @param cameWith how many recipients it had when it was accepted
 */
record MessageHead(
        long id, String sender, short bodyType, long octets, OffsetDateTime birth, boolean bounceDue, int cameWith) {

    /** @return in the order of their ids; those that are gone are missing */
    static List<MessageHead> list(EntityManager em, List<Long> ids) {
        return em.createQuery(
                        "select m.id, m.sender, m.bodyType, m.octets, m.birth, m.bounceDue, m.recipients"
                                + " from QueuedMessage m where m.id in :ids order by m.id",
                        Object[].class)
                .setParameter("ids", ids)
                .getResultStream()
                .map(row -> new MessageHead(
                        (Long) row[0],
                        (String) row[1],
                        (Short) row[2],
                        (Long) row[3],
                        (OffsetDateTime) row[4],
                        (Boolean) row[5],
                        (Integer) row[6]))
                .toList();
    }

    QueuedMail withRecipients(List<QueuedMail.Recipient> recipients) {
        return new QueuedMail(
                new QueueId(id),
                ReversePath.require(sender),
                StoredCode.read(BodyType.values(), bodyType),
                octets,
                birth.toInstant(),
                bounceDue,
                recipients);
    }
}
