package org.pabal.ejb.queue;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Queue;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.pabal.core.queue.Channel;

/**
 * Rings for a delivery slot by JMS. A bell is a hint, like qmail's trigger: not persistent, and a group that nobody comes for
 * begins without. One session stays open between bells, since opening one costs more than ringing; there is none while bells
 * are not heard, as {@link BellWatch} finds out (decision 039).
 */
@ApplicationScoped
public class DeliveryBell {
    /** The queue that the local delivery bean listens to. */
    public static final String LOCAL = "java:app/jms/pabal-local";

    public static final String REMOTE = "java:app/jms/pabal-remote";

    /** Rings for no group. */
    static final long TRIAL = 0;

    private static final Logger LOG = Logger.getLogger(DeliveryBell.class.getName());

    /** A bell that found nobody for so long is not needed any more: its group has begun without. */
    private static final long EXPIRY_MILLIS = 60_000;

    @Resource(lookup = "java:comp/DefaultJMSConnectionFactory")
    ConnectionFactory factory;

    @Resource(lookup = LOCAL)
    Queue local;

    @Resource(lookup = REMOTE)
    Queue remote;

    private final AtomicReference<@Nullable BellSession> session = new AtomicReference<>();
    private final ConcurrentLinkedQueue<BellSession> wornOut = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<Channel> heard = new LinkedBlockingQueue<>();
    private final AtomicBoolean troubled = new AtomicBoolean();

    /**
     * For one thread, which may have to wait for a JMS that hangs.
     *
     * @return false if JMS does not take it
     */
    boolean ring(DueGroup group) {
        BellSession open = session.get();
        if (open == null) {
            return false;
        }
        try {
            open.ring(group.channel(), group.number());
            return true;
        } catch (JMSRuntimeException e) {
            lost(open, "it takes no bell", e);
            return false;
        }
    }

    /** @return whether bells are rung; true means that they were heard when last tried */
    public boolean isHeard() {
        return session.get() != null;
    }

    /** Rings no more until {@link #found}. */
    void lost(String how, @Nullable RuntimeException cause) {
        lost(session.get(), how, cause);
    }

    private void lost(@Nullable BellSession last, String how, @Nullable RuntimeException cause) {
        if (session.compareAndSet(last, null)) {
            if (last != null) {
                wornOut.add(last);
            }
            if (!troubled.getAndSet(true)) {
                LOG.log(
                        Level.WARNING,
                        "JMS is away: " + how + "; deliveries begin without bells until it is back",
                        cause);
            }
        }
    }

    /** Bells are heard. May take as long as JMS likes. */
    void found() {
        if (!isHeard()) {
            session.set(open());
            if (troubled.getAndSet(false)) {
                LOG.info("JMS is back: the delivery beans hear their bells again");
            }
        }
    }

    /** A delivery bean has heard a bell that rang for no group. */
    void heard(Channel channel) {
        heard.add(channel);
    }

    /** @return whether both delivery beans hear a bell that rings for no group */
    boolean isHeard(BellSession trial, Duration patience) throws InterruptedException {
        heard.clear();
        Set<Channel> missing = EnumSet.allOf(Channel.class);
        for (Channel channel : missing) {
            trial.ring(channel, TRIAL);
        }
        long end = System.nanoTime() + patience.toNanos();
        while (!missing.isEmpty()) {
            Channel next = heard.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                return false;
            }
            missing.remove(next);
        }
        return true;
    }

    /** @return a session for the caller's thread; may take as long as JMS likes */
    BellSession open() {
        JMSContext context = factory.createContext(JMSContext.AUTO_ACKNOWLEDGE);
        JMSProducer producer = context.createProducer()
                .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                .setDisableMessageTimestamp(true)
                .setTimeToLive(EXPIRY_MILLIS);
        return new BellSession(context, producer, channel -> channel == Channel.LOCAL ? local : remote);
    }

    /** May take as long as JMS likes. */
    void closeWornOut() {
        for (BellSession worn = wornOut.poll(); worn != null; worn = wornOut.poll()) {
            worn.close();
        }
    }

    @PreDestroy
    void close() {
        BellSession open = session.getAndSet(null);
        if (open != null) {
            open.close();
        }
    }
}
