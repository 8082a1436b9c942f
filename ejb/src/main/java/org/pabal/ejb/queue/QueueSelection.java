package org.pabal.ejb.queue;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A {@link QueueFilter} as a query. It walks the recipients, whose rows are small, and looks at a message only for its sender. */
final class QueueSelection {
    private final StringBuilder query =
            new StringBuilder("select r.messageId from QueuedRecipient r where r.messageId > :after");
    private final Map<String, Object> parameters = new HashMap<>();

    QueueSelection(QueueFilter filter) {
        filter.channel().ifPresent(channel -> and("r.channel = :channel", "channel", StoredCode.of(channel)));
        filter.state().ifPresent(state -> and("r.state = :state", "state", StoredCode.of(state)));
        filter.recipient()
                .ifPresent(
                        pattern -> and("lower(r.address) like :recipient escape '!'", "recipient", Like.of(pattern)));
        filter.sender()
                .ifPresent(pattern -> and(
                        "exists (select m.id from QueuedMessage m where m.id = r.messageId"
                                + " and lower(m.sender) like :sender escape '!')",
                        "sender",
                        Like.of(pattern)));
    }

    /** @return ids of messages in ascending order, each as often as it has recipients that were meant */
    List<Long> messageIds(EntityManager em, long after, int limit) {
        TypedQuery<Long> typed = em.createQuery(query + " order by r.messageId", Long.class)
                .setParameter("after", after)
                .setMaxResults(limit);
        parameters.forEach(typed::setParameter);
        return typed.getResultList();
    }

    private void and(String condition, String parameter, Object value) {
        query.append(" and ").append(condition);
        parameters.put(parameter, value);
    }
}
