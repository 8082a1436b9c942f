package org.pabal.ejb.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.pabal.core.queue.Channel;
import org.pabal.core.queue.RecipientState;
import org.pabal.ejb.database.BoundAtStart;

/**
 * Counts the queue from two indexes that hold every column it needs, so no content is read. A million messages take a
 * good part of a second, and a console may ask every second: what took long to count is therefore reported again until
 * ten times as long has passed, and whoever asks meanwhile does not count a second time.
 */
@ApplicationScoped
class QueueStatistics implements BoundAtStart {
    private static final Duration WORTH_KEEPING = Duration.ofMillis(50);
    private static final int IDLE_SHARE = 10;

    @PersistenceContext(unitName = "pabal")
    EntityManager em;

    private final ReentrantLock counting = new ReentrantLock();
    private @Nullable QueueStats kept;
    private long keptUntil;

    public QueueStats current() {
        counting.lock();
        try {
            long began = System.nanoTime();
            if (kept != null && began - keptUntil < 0) {
                return kept;
            }
            QueueStats counted = count();
            long took = System.nanoTime() - began;
            kept = took < WORTH_KEEPING.toNanos() ? null : counted;
            keptUntil = began + took * IDLE_SHARE;
            return counted;
        } finally {
            counting.unlock();
        }
    }

    private QueueStats count() {
        long messages = 0;
        long bouncing = 0;
        long octets = 0;
        for (Object[] row :
                rows("select m.bounceDue, count(m.octets), sum(m.octets) from QueuedMessage m group by m.bounceDue")) {
            messages += number(row[1]);
            bouncing += Boolean.TRUE.equals(row[0]) ? number(row[1]) : 0;
            octets += number(row[2]);
        }
        long[] undelivered = new long[Channel.values().length];
        long held = 0;
        for (Object[] row :
                rows("select r.channel, r.state, count(r.state) from QueuedRecipient r group by r.channel, r.state")) {
            RecipientState state = StoredCode.read(RecipientState.values(), (int) number(row[1]));
            undelivered[(int) number(row[0])] += state.isFinished() ? 0 : number(row[2]);
            held += state == RecipientState.HELD ? number(row[2]) : 0;
        }
        return new QueueStats(
                messages,
                undelivered[StoredCode.of(Channel.LOCAL)],
                undelivered[StoredCode.of(Channel.REMOTE)],
                held,
                bouncing,
                octets);
    }

    private List<Object[]> rows(String query) {
        return em.createQuery(query, Object[].class).getResultList();
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    @Override
    public void bind() {
        em.getMetamodel();
    }
}
