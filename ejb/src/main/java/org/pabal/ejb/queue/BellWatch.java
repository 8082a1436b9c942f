package org.pabal.ejb.queue;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether bells are heard: rings for no group now and then, and waits for the delivery beans to come. On a thread of
 * its own, since JMS may let whoever asks it wait for minutes.
 */
@ApplicationScoped
public class BellWatch {
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration PAUSE_WHILE_AWAY = Duration.ofSeconds(1);

    @Resource
    ManagedThreadFactory threads;

    private final DeliveryBell bell;
    private final Duration patience;
    private @Nullable BellSession session;
    private @Nullable Thread thread;
    private volatile boolean stopped;

    /** For the container's proxy, which never uses its own fields. */
    @SuppressWarnings("NullAway")
    BellWatch() {
        this(null, Duration.ZERO);
    }

    @Inject
    BellWatch(DeliveryBell bell) {
        this(bell, Duration.ofSeconds(10));
    }

    /** @param patience how long a bell of a trial may take */
    BellWatch(DeliveryBell bell, Duration patience) {
        this.bell = bell;
        this.patience = patience;
    }

    void start() {
        Thread watch = threads.newThread(this::run);
        watch.setName("pabal bells");
        thread = watch;
        watch.start();
    }

    /** JMS may have swallowed the interrupt, and may let the thread wait for longer than this does. */
    void stop() throws InterruptedException {
        stopped = true;
        Thread watch = thread;
        if (watch != null) {
            watch.interrupt();
            watch.join(TimeUnit.SECONDS.toMillis(2));
        }
    }

    private void run() {
        try {
            while (!stopped) {
                boolean isHeard = tryOut();
                bell.closeWornOut();
                TimeUnit.MILLISECONDS.sleep((isHeard ? PAUSE : PAUSE_WHILE_AWAY).toMillis());
            }
        } catch (InterruptedException e) {
            // the application stops
            Thread.currentThread().interrupt();
        }
        hangUp();
    }

    /** @return whether bells are heard */
    boolean tryOut() throws InterruptedException {
        try {
            if (bothHear()) {
                bell.found();
                return true;
            }
            bell.lost("nobody hears the bells that it takes", null);
        } catch (RuntimeException e) {
            bell.lost("it cannot be reached", e);
        }
        hangUp();
        return false;
    }

    private boolean bothHear() throws InterruptedException {
        BellSession open = session;
        if (open == null) {
            open = bell.open();
            session = open;
        }
        return bell.isHeard(open, patience);
    }

    private void hangUp() {
        BellSession open = session;
        session = null;
        if (open != null) {
            open.close();
        }
    }
}
