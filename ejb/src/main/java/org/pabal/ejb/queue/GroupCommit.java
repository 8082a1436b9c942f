package org.pabal.ejb.queue;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.pabal.ejb.database.DurableCommit;
import org.pabal.ejb.queue.PendingChanges.Group;
import org.pabal.ejb.queue.PendingChanges.Request;

/**
 * The one thread that writes the queue. Whatever sessions and deliveries have ready goes into one unit of work and one durable
 * commit. A group that the database refuses is written again one by one, so that a poisonous message harms nobody else and no
 * outcome is dropped.
 */
@ApplicationScoped
public class GroupCommit {
    private static final Logger LOG = Logger.getLogger(GroupCommit.class.getName());

    /** A commit that takes longer means a disk in trouble; sessions that have their content in wait for it in any case. */
    private static final long TOO_LONG = TimeUnit.SECONDS.toNanos(10);

    /** Messages that wait for their commit; at some thousand a second these are seconds too. */
    private static final int TOO_MANY = 10_000;

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    @Resource
    ManagedThreadFactory threads;

    @Inject
    QueueTransaction transaction;

    @Inject
    DurableCommit durable;

    @Inject
    QueueEvents events;

    private final PendingChanges pending = new PendingChanges();
    private volatile long writingSince;
    private volatile boolean writing;
    private @Nullable Thread thread;

    void start() {
        Thread writer = threads.newThread(this::run);
        writer.setName("pabal queue writer");
        thread = writer;
        writer.start();
    }

    /** Writes what is there, and ends. */
    void stop() throws InterruptedException {
        pending.stop();
        Thread writer = thread;
        if (writer != null) {
            writer.join(TimeUnit.SECONDS.toMillis(10));
        }
    }

    /** @param change of the number of messages that are arriving */
    void expect(int change) {
        pending.expect(change);
    }

    /**
     * @param wasExpected it was announced by {@link #expect}, and is not expected any more
     * @return completed when the message is on the disk, or exceptionally when nothing of it is kept
     */
    CompletableFuture<Void> store(NewMail mail, boolean wasExpected) {
        return pending.store(mail, wasExpected);
    }

    /** Whether more mail should not be taken now: what is there already waits too long for the disk. Costs two reads of memory. */
    boolean isBehind() {
        return pending.waiting() > TOO_MANY || (writing && System.nanoTime() - writingSince > TOO_LONG);
    }

    void record(List<RecipientOutcome> recorded) {
        pending.record(recorded);
    }

    private void run() {
        while (true) {
            try {
                Group group = pending.next();
                if (group == null) {
                    return;
                }
                writingSince = System.nanoTime();
                writing = true;
                write(group);
                writing = false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) {
                writing = false;
                LOG.log(Level.SEVERE, "The queue writer goes on after a surprise", e);
            }
        }
    }

    private void write(Group group) throws InterruptedException {
        if (group.requests().isEmpty() && group.outcomes().isEmpty()) {
            return;
        }
        try {
            commit(group);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "A group of queue changes was refused and is written one by one", e);
            writeOneByOne(group);
        }
    }

    private void writeOneByOne(Group group) throws InterruptedException {
        for (Request request : group.requests()) {
            try {
                commit(new Group(List.of(request), List.of()));
            } catch (RuntimeException | Error e) {
                request.stored().completeExceptionally(e);
            }
        }
        List<RecipientOutcome> refused = new ArrayList<>();
        for (RecipientOutcome outcome : group.outcomes()) {
            try {
                commit(new Group(List.of(), List.of(outcome)));
            } catch (RuntimeException | Error e) {
                refused.add(outcome);
            }
        }
        if (!refused.isEmpty()) {
            LOG.log(Level.WARNING, "{0} delivery outcomes cannot be recorded just now; trying again", refused.size());
            if (!pending.isStopping()) {
                TimeUnit.NANOSECONDS.sleep(PAUSE_AFTER_FAILURE.toNanos());
                record(refused);
            }
        }
    }

    /** @throws RuntimeException if nothing of the group is in the database */
    private void commit(Group group) {
        List<QueueTransaction.OwnedMail> mails =
                new ArrayList<>(group.requests().size());
        for (Request request : group.requests()) {
            mails.add(new QueueTransaction.OwnedMail(request.mail(), events.hasRoomFor(request.mail())));
        }
        GroupResult result = transaction.write(mails, group.outcomes());
        try {
            durable.await();
        } catch (SQLException e) {
            // a refusal leaves nothing behind
            transaction.remove(group.requests().stream()
                    .map(request -> request.mail().id())
                    .toList());
            throw new QueueUnavailableException("the database committed, but not to the disk", e);
        }
        group.requests().forEach(request -> request.stored().complete(null));
        try {
            events.committed(mails, group.outcomes(), result);
        } catch (RuntimeException e) {
            // committed is committed: this must not look like a refusal
            LOG.log(Level.SEVERE, "A surprise after a commit", e);
        }
    }
}
