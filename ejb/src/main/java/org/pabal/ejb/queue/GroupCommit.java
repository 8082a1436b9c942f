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
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.pabal.ejb.database.DurableCommit;

/**
 * The one thread that writes the queue. Whatever sessions and deliveries have ready goes into one unit of work and one durable
 * commit. A group that the database refuses is written again one by one, so that a poisonous message harms nobody else and no
 * outcome is dropped.
 */
@ApplicationScoped
public class GroupCommit {
    private static final Logger LOG = Logger.getLogger(GroupCommit.class.getName());

    /** How long a message waits for others that are arriving (measured: bench/RESULTS.md). */
    private static final long COMPANY = TimeUnit.MICROSECONDS.toNanos(700);

    /** How long outcomes wait for others; nobody stands waiting for them. */
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(20);

    /** A commit that takes longer means a disk in trouble; sessions that have their content in wait for it in any case. */
    private static final long TOO_LONG = TimeUnit.SECONDS.toNanos(10);

    /** Messages that wait for their commit; at some thousand a second these are seconds too. */
    private static final int TOO_MANY = 10_000;

    private static final int MAX_MAILS = 100;
    private static final int MAX_OUTCOMES = 500;
    private static final int OUTCOME_BACKLOG = 20_000;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    @Resource
    ManagedThreadFactory threads;

    @Inject
    QueueTransaction transaction;

    @Inject
    DurableCommit durable;

    @Inject
    QueueEvents events;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition room = lock.newCondition();
    private List<Request> requests = new ArrayList<>();
    private List<RecipientOutcome> outcomes = new ArrayList<>();
    private long firstRequest;
    private long firstOutcome;
    private int expected;
    private boolean stopping;
    private volatile long writingSince;
    private volatile boolean writing;
    private volatile int waiting;
    private @Nullable Thread thread;

    /** A message whose session is waiting. */
    private record Request(NewMail mail, CompletableFuture<Void> stored) {}

    private record Group(List<Request> requests, List<RecipientOutcome> outcomes) {}

    void start() {
        Thread writer = threads.newThread(this::run);
        writer.setName("pabal queue writer");
        thread = writer;
        writer.start();
    }

    /** Writes what is there, and ends. */
    void stop() throws InterruptedException {
        lock.lock();
        try {
            stopping = true;
            work.signal();
        } finally {
            lock.unlock();
        }
        Thread writer = thread;
        if (writer != null) {
            writer.join(TimeUnit.SECONDS.toMillis(10));
        }
    }

    void expect(int change) {
        lock.lock();
        try {
            expected += change;
            if (expected == 0 && !requests.isEmpty()) {
                work.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * @param wasExpected it was announced by {@link #expect}, and is not expected any more
     * @return completed when the message is on the disk, or exceptionally when nothing of it is kept
     */
    CompletableFuture<Void> store(NewMail mail, boolean wasExpected) {
        Request request = new Request(mail, new CompletableFuture<>());
        lock.lock();
        try {
            if (wasExpected) {
                expected--;
            }
            if (stopping) {
                request.stored.completeExceptionally(new IllegalStateException("going down"));
                return request.stored;
            }
            if (requests.isEmpty()) {
                firstRequest = System.nanoTime();
            }
            requests.add(request);
            waiting = requests.size();
            if (requests.size() == 1 || expected == 0 || requests.size() >= MAX_MAILS) {
                work.signal();
            }
        } finally {
            lock.unlock();
        }
        return request.stored;
    }

    /** Whether more mail should not be taken now: what is there already waits too long for the disk. Costs two reads of memory. */
    boolean isBehind() {
        return waiting > TOO_MANY || (writing && System.nanoTime() - writingSince > TOO_LONG);
    }

    void record(List<RecipientOutcome> recorded) {
        lock.lock();
        try {
            while (outcomes.size() > OUTCOME_BACKLOG && !stopping) {
                room.awaitUninterruptibly();
            }
            if (outcomes.isEmpty()) {
                firstOutcome = System.nanoTime();
            }
            outcomes.addAll(recorded);
            if (outcomes.size() == recorded.size() || outcomes.size() >= MAX_OUTCOMES) {
                work.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (true) {
            try {
                Group group = next();
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

    /** @return what is to be written now; null when all is written and the application stops */
    private @Nullable Group next() throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                if (stopping && requests.isEmpty() && outcomes.isEmpty()) {
                    return null;
                }
                long wait = patience();
                if (wait <= 0) {
                    return take();
                }
                if (wait == Long.MAX_VALUE) {
                    work.await();
                } else {
                    long left = work.awaitNanos(wait);
                    if (left <= 0) {
                        return take();
                    }
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** @return how long to wait for more, in nanoseconds */
    private long patience() {
        long now = System.nanoTime();
        if (stopping) {
            return 0;
        }
        if (!requests.isEmpty()) {
            boolean complete = expected == 0 || requests.size() >= MAX_MAILS;
            return complete ? 0 : firstRequest + COMPANY - now;
        }
        if (!outcomes.isEmpty()) {
            return outcomes.size() >= MAX_OUTCOMES ? 0 : firstOutcome + PATIENCE - now;
        }
        return Long.MAX_VALUE;
    }

    private Group take() {
        List<Request> mails = requests;
        requests = new ArrayList<>();
        if (mails.size() > MAX_MAILS) {
            requests.addAll(mails.subList(MAX_MAILS, mails.size()));
            mails = new ArrayList<>(mails.subList(0, MAX_MAILS));
        }
        waiting = requests.size();
        List<RecipientOutcome> done = List.of();
        // outcomes share a commit that is made anyway, but not each of them, since they cost statements of their own
        boolean ripe = outcomes.size() >= MAX_OUTCOMES || System.nanoTime() - firstOutcome >= PATIENCE || stopping;
        if (!outcomes.isEmpty() && (ripe || mails.isEmpty())) {
            done = outcomes;
            outcomes = new ArrayList<>();
            room.signalAll();
        }
        return new Group(mails, done);
    }

    private void write(Group group) throws InterruptedException {
        if (group.requests.isEmpty() && group.outcomes.isEmpty()) {
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
        for (Request request : group.requests) {
            try {
                commit(new Group(List.of(request), List.of()));
            } catch (RuntimeException | Error e) {
                request.stored.completeExceptionally(e);
            }
        }
        List<RecipientOutcome> refused = new ArrayList<>();
        for (RecipientOutcome outcome : group.outcomes) {
            try {
                commit(new Group(List.of(), List.of(outcome)));
            } catch (RuntimeException | Error e) {
                refused.add(outcome);
            }
        }
        if (!refused.isEmpty()) {
            LOG.log(Level.WARNING, "{0} delivery outcomes cannot be recorded just now; trying again", refused.size());
            if (!stopping) {
                TimeUnit.NANOSECONDS.sleep(PAUSE_AFTER_FAILURE.toNanos());
                record(refused);
            }
        }
    }

    /** @throws RuntimeException if nothing of the group is in the database */
    private void commit(Group group) {
        List<QueueTransaction.OwnedMail> mails = new ArrayList<>(group.requests.size());
        for (Request request : group.requests) {
            mails.add(new QueueTransaction.OwnedMail(request.mail, events.hasRoomFor(request.mail)));
        }
        GroupResult result = transaction.write(mails, group.outcomes);
        try {
            durable.await();
        } catch (SQLException e) {
            // a refusal leaves nothing behind
            transaction.remove(
                    group.requests.stream().map(request -> request.mail.id()).toList());
            throw new QueueUnavailableException("the database committed, but not to the disk", e);
        }
        group.requests.forEach(request -> request.stored.complete(null));
        try {
            events.committed(mails, group.outcomes, result);
        } catch (RuntimeException e) {
            // committed is committed: this must not look like a refusal
            LOG.log(Level.SEVERE, "A surprise after a commit", e);
        }
    }
}
