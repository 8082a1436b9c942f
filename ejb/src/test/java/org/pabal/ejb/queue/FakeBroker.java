package org.pabal.ejb.queue;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Queue;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.function.BiConsumer;
import org.pabal.core.queue.Channel;

/** A JMS that is away, deaf or there as it is told. */
final class FakeBroker {
    private final Queue local = () -> "local";
    private final Queue remote = () -> "remote";
    private BiConsumer<Channel, Long> bean = (channel, number) -> {};
    boolean away;
    int open;

    /** @param heard is told of each bell */
    void delivers(BiConsumer<Channel, Long> heard) {
        bean = heard;
    }

    DeliveryBell bell() {
        DeliveryBell bell = new DeliveryBell();
        bell.local = local;
        bell.remote = remote;
        bell.factory = fake(ConnectionFactory.class, (proxy, method, arguments) -> context());
        return bell;
    }

    private JMSContext context() {
        requireThere();
        open++;
        JMSProducer producer = fake(JMSProducer.class, (proxy, method, arguments) -> {
            if (method.getName().equals("send")) {
                requireThere();
                Channel channel =
                        ((Queue) arguments[0]).getQueueName().equals("local") ? Channel.LOCAL : Channel.REMOTE;
                bean.accept(channel, Long.valueOf((String) arguments[1]));
            }
            return proxy;
        });
        return fake(JMSContext.class, (proxy, method, arguments) -> {
            if (method.getName().equals("close")) {
                open--;
                return null;
            }
            return producer;
        });
    }

    private void requireThere() {
        if (away) {
            throw new JMSRuntimeException("the broker is away");
        }
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
