package org.pabal.ejb.queue;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.pabal.core.queue.Channel;
import org.pabal.core.queue.RecipientState;
import org.pabal.ejb.database.BoundAtStart;

/**
 * Counts the queue from two indexes that hold every column it needs, so no content is read. A million messages take a
 * good part of a second and more, and a console may ask every second: what took long to count is reported again at once, and
 * counted anew in the background when ten times as long has passed.
 */
@ApplicationScoped
class QueueStatistics implements BoundAtStart {
    private static final Logger LOG = Logger.getLogger(QueueStatistics.class.getName());
    private static final long WORTH_KEEPING = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int IDLE_SHARE = 10;

    @PersistenceContext(unitName = "pabal")
    EntityManager em;

    @Resource
    ManagedExecutorService executor;

    LongSupplier clock = System::nanoTime;

    private final ReentrantLock counting = new ReentrantLock();
    private volatile @Nullable Counted last;

    /** Times as of {@link System#nanoTime()}. */
    private record Counted(QueueStats stats, long began, long ended) {
        boolean isDear() {
            return ended - began >= WORTH_KEEPING;
        }

        boolean isOld(long now) {
            return now - ended > (ended - began) * IDLE_SHARE;
        }
    }

    /** Counts a long queue, so that nobody has to wait for it. */
    void begin() {
        executor.execute(this::countUnlessCounting);
    }

    public QueueStats current() {
        Counted known = last;
        if (known == null || !known.isDear()) {
            return counted(clock.getAsLong()).stats();
        }
        if (known.isOld(clock.getAsLong()) && !counting.isLocked()) {
            executor.execute(this::countUnlessCounting);
        }
        return known.stats();
    }

    /** @param asked whoever has to wait for a count that began after he asked takes that */
    private Counted counted(long asked) {
        counting.lock();
        try {
            Counted newest = last;
            return newest != null && newest.began() - asked > 0 ? newest : countNow();
        } finally {
            counting.unlock();
        }
    }

    private void countUnlessCounting() {
        if (counting.tryLock()) {
            try {
                countNow();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "The queue cannot be counted just now", e);
            } finally {
                counting.unlock();
            }
        }
    }

    private Counted countNow() {
        long began = clock.getAsLong();
        Counted counted = new Counted(count(), began, clock.getAsLong());
        last = counted;
        return counted;
    }

    QueueStats count() {
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
