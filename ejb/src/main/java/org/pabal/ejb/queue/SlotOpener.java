package org.pabal.ejb.queue;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The dispatcher's thread: has each group begin that needs a slot. */
final class SlotOpener {
    private static final Logger LOG = Logger.getLogger(SlotOpener.class.getName());

    private final Slots slots;
    private final Consumer<DueGroup> begin;
    private @Nullable Thread thread;

    SlotOpener(Slots slots, Consumer<DueGroup> begin) {
        this.slots = slots;
        this.begin = begin;
    }

    void start(ManagedThreadFactory threads) {
        Thread opener = threads.newThread(this::run);
        opener.setName("pabal dispatcher");
        thread = opener;
        opener.start();
    }

    /** Waits for its end, which comes when the slots have stopped; not for long, since it may hang in JMS. */
    void join() throws InterruptedException {
        Thread opener = thread;
        if (opener != null) {
            opener.join(TimeUnit.SECONDS.toMillis(5));
        }
    }

    private void run() {
        try {
            while (openOne()) {}
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return false when the application stops */
    private boolean openOne() throws InterruptedException {
        try {
            Optional<DueGroup> group = slots.open();
            group.ifPresent(begin);
            return group.isPresent();
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "The dispatcher goes on in a second after a surprise", e);
            // whatever surprised once would most likely do so again at once, and again, at the cost of the log
            TimeUnit.SECONDS.sleep(1);
            return true;
        }
    }
}
