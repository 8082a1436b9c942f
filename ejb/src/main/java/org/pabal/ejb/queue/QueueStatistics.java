package org.pabal.ejb.queue;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.pabal.core.queue.Channel;
import org.pabal.core.queue.RecipientState;
import org.pabal.ejb.database.PabalDatabase;

/**
 * Counts the queue from two indexes that hold every column it needs, so no content is read. A million messages take a
 * good part of a second and more, and a console may ask every second: what took long to count is reported again at once, and
 * counted anew in the background, by {@link QueueCounter}, when ten times as long has passed.
 */
@ApplicationScoped
class QueueStatistics {
    private static final long WORTH_KEEPING = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int IDLE_SHARE = 10;

    @Resource(lookup = PabalDatabase.JNDI)
    DataSource dataSource;

    LongSupplier clock = System::nanoTime;

    private final ReentrantLock counting = new ReentrantLock();
    private volatile @Nullable Counted last;
    private volatile boolean wanted;

    /** Times as of {@link System#nanoTime()}. */
    private record Counted(QueueStats stats, long began, long ended) {
        boolean isDear() {
            return ended - began >= WORTH_KEEPING;
        }

        boolean isOld(long now) {
            return now - ended > (ended - began) * IDLE_SHARE;
        }
    }

    /** Has a long queue counted before somebody asks. */
    void begin() {
        wanted = true;
    }

    public QueueStats current() {
        Counted known = last;
        if (known == null || !known.isDear()) {
            return counted(clock.getAsLong()).stats();
        }
        if (known.isOld(clock.getAsLong())) {
            wanted = true;
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

    /** Counts if the last count is too old for somebody who asked. */
    void countIfWanted() {
        if (wanted && counting.tryLock()) {
            try {
                countNow();
                wanted = false;
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
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            return count(statement);
        } catch (SQLException e) {
            throw new QueueUnavailableException("the queue cannot be counted", e);
        }
    }

    private static QueueStats count(Statement statement) throws SQLException {
        long messages = 0;
        long bouncing = 0;
        long octets = 0;
        try (ResultSet rows = statement.executeQuery(
                "select bounce_due, count(octets), sum(octets) from message group by bounce_due")) {
            while (rows.next()) {
                messages += rows.getLong(2);
                bouncing += rows.getBoolean(1) ? rows.getLong(2) : 0;
                octets += rows.getLong(3);
            }
        }
        long[] undelivered = new long[Channel.values().length];
        long held = 0;
        try (ResultSet rows =
                statement.executeQuery("select channel, state, count(state) from recipient group by channel, state")) {
            while (rows.next()) {
                RecipientState state = StoredCode.read(RecipientState.values(), rows.getInt(2));
                undelivered[rows.getInt(1)] += state.isFinished() ? 0 : rows.getLong(3);
                held += state == RecipientState.HELD ? rows.getLong(3) : 0;
            }
        }
        return new QueueStats(
                messages,
                undelivered[StoredCode.of(Channel.LOCAL)],
                undelivered[StoredCode.of(Channel.REMOTE)],
                held,
                bouncing,
                octets);
    }
}
