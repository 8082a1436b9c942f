package org.pabal.ejb.queue;

import jakarta.jms.Destination;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.pabal.core.queue.Channel;

/** An open way to the delivery beans, for one thread at a time. */
final class BellSession {
    private static final Logger LOG = Logger.getLogger(BellSession.class.getName());

    private final JMSContext context;
    private final JMSProducer producer;
    private final Function<Channel, Destination> beans;

    BellSession(JMSContext context, JMSProducer producer, Function<Channel, Destination> beans) {
        this.context = context;
        this.producer = producer;
        this.beans = beans;
    }

    void ring(Channel channel, long number) {
        producer.send(beans.apply(channel), Long.toString(number));
    }

    /** May take as long as JMS likes. */
    void close() {
        try {
            context.close();
        } catch (JMSRuntimeException e) {
            LOG.log(Level.FINE, "A broken JMS session could not be closed", e);
        }
    }
}
