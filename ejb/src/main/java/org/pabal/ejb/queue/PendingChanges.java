package org.pabal.ejb.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What is ready to be written, until {@link GroupCommit} takes it. A message waits a moment for others that are arriving, an
 * outcome longer, since nobody stands waiting for it. Safe for many threads.
 */
final class PendingChanges {
    /** How long a message waits for others that are arriving (measured: bench/RESULTS.md). */
    private static final long COMPANY = TimeUnit.MICROSECONDS.toNanos(700);

    /** How long outcomes wait for others. */
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(20);

    private static final int MAX_MAILS = 100;
    private static final int MAX_OUTCOMES = 500;
    private static final int OUTCOME_BACKLOG = 20_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition room = lock.newCondition();
    private List<Request> requests = new ArrayList<>();
    private List<RecipientOutcome> outcomes = new ArrayList<>();
    private long firstRequest;
    private long firstOutcome;
    private int expected;
    private boolean stopping;
    private volatile int waiting;

    /** A message whose session is waiting. */
    record Request(NewMail mail, CompletableFuture<Void> stored) {}

    /** What goes into one commit. */
    record Group(List<Request> requests, List<RecipientOutcome> outcomes) {}

    /** @param change of the number of messages that are arriving */
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

    /** @return messages that nobody has taken yet; costs a read of memory */
    int waiting() {
        return waiting;
    }

    /** Waits for room if there are very many. */
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

    /** Nothing is waited for any more, and no message is taken. */
    void stop() {
        lock.lock();
        try {
            stopping = true;
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    boolean isStopping() {
        lock.lock();
        try {
            return stopping;
        } finally {
            lock.unlock();
        }
    }

    /** @return what is to be written now; null when all is written and the application stops */
    @Nullable
    Group next() throws InterruptedException {
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
}
