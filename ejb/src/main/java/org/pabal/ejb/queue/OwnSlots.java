package org.pabal.ejb.queue;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Delivery slots on threads of this node, in place of those that a bell wakes. */
@ApplicationScoped
class OwnSlots {
    @Resource
    ManagedThreadFactory threads;

    private final Deliverer deliverer;

    /** For the container's proxy, which never uses its own fields. */
    @SuppressWarnings("NullAway")
    OwnSlots() {
        this(null);
    }

    @Inject
    OwnSlots(Deliverer deliverer) {
        this.deliverer = deliverer;
    }

    /** Works a slot off, unless somebody begins its first group earlier. */
    void start(DueGroup first, Dispatcher dispatcher) {
        Runnable slot = () -> dispatcher
                .begin(first.channel(), first.number())
                .ifPresent(group -> dispatcher.work(group, deliverer::attempt));
        String name = "pabal delivery " + first.number();
        switch (first.channel()) {
            case LOCAL -> {
                Thread thread = threads.newThread(slot);
                thread.setName(name);
                thread.start();
            }
            case REMOTE -> Thread.ofVirtual().name(name).start(slot);
        }
    }
}
