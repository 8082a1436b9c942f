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
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.pabal.core.queue.Channel;

/**
 * Rings for a delivery slot by JMS. A bell is a hint, like qmail's trigger: not persistent, and rung again if nobody comes. One
 * session stays open between bells, since opening one costs more than ringing.
 */
@ApplicationScoped
public class DeliveryBell {
    /** The queue that the local delivery bean listens to. */
    public static final String LOCAL = "java:app/jms/pabal-local";

    public static final String REMOTE = "java:app/jms/pabal-remote";

    private static final Logger LOG = Logger.getLogger(DeliveryBell.class.getName());

    /** A bell that found nobody for so long is not needed any more: another was rung. */
    private static final long EXPIRY_MILLIS = 60_000;

    @Resource(lookup = "java:comp/DefaultJMSConnectionFactory")
    ConnectionFactory factory;

    @Resource(lookup = LOCAL)
    Queue local;

    @Resource(lookup = REMOTE)
    Queue remote;

    private @Nullable Session session;

    private record Session(JMSContext context, JMSProducer producer) {
        void close() {
            context.close();
        }
    }

    /** @return false if JMS does not take it just now */
    synchronized boolean ring(DueGroup group) {
        try {
            Session open = session;
            if (open == null) {
                open = open();
                session = open;
            }
            Queue queue = group.channel() == Channel.LOCAL ? local : remote;
            open.producer().send(queue, Long.toString(group.number()));
            return true;
        } catch (JMSRuntimeException e) {
            LOG.log(Level.WARNING, "JMS takes no bell", e);
            close();
            return false;
        }
    }

    private Session open() {
        JMSContext context = factory.createContext(JMSContext.AUTO_ACKNOWLEDGE);
        JMSProducer producer = context.createProducer()
                .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                .setDisableMessageTimestamp(true)
                .setTimeToLive(EXPIRY_MILLIS);
        return new Session(context, producer);
    }

    @PreDestroy
    synchronized void close() {
        Session open = session;
        session = null;
        if (open != null) {
            try {
                open.close();
            } catch (JMSRuntimeException e) {
                LOG.log(Level.FINE, "A broken JMS session could not be closed", e);
            }
        }
    }
}
