package org.pabal.ejb.queue;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.pabal.core.queue.QueueId;
import org.pabal.ejb.database.DurableCommit;
import org.pabal.ejb.database.PabalDatabase;

/** Hands out queue ids, from blocks that the database's sequence gives to this node. */
@ApplicationScoped
public class QueueIds {
    /** The sequence's increment (V200__queue.sql). */
    private static final int BLOCK = 1000;

    @Resource(lookup = PabalDatabase.JNDI)
    DataSource dataSource;

    @Inject
    DurableCommit database;

    private final ReentrantLock lock = new ReentrantLock();
    private long next;
    private long end;

    /** @throws QueueUnavailableException if a new block is needed and the database does not answer */
    public QueueId next() {
        lock.lock();
        try {
            if (next == end) {
                next = takeBlock();
                end = next + BLOCK;
            }
            return new QueueId(next++);
        } finally {
            lock.unlock();
        }
    }

    private long takeBlock() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(database.dialect().nextValue("queue_id"))) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new QueueUnavailableException("no queue id", e);
        }
    }
}
