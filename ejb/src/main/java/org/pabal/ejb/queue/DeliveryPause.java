package org.pabal.ejb.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.pabal.ejb.node.ThisNode;

/** An operator's pause of this node's deliveries. It outlasts restarts: whoever paused them did not mean "until then". */
@ApplicationScoped
public class DeliveryPause {
    private static final Logger LOG = Logger.getLogger(DeliveryPause.class.getName());

    private final ThisNode node;
    private final PausedNodes paused;
    private final Dispatcher dispatcher;

    /** For the container's proxy, which never uses its own fields. */
    @SuppressWarnings("NullAway")
    DeliveryPause() {
        this(null, null, null);
    }

    @Inject
    DeliveryPause(ThisNode node, PausedNodes paused, Dispatcher dispatcher) {
        this.node = node;
        this.paused = paused;
        this.dispatcher = dispatcher;
    }

    /** To be called before the dispatcher starts. */
    void begin() {
        if (paused.contains(node.name())) {
            dispatcher.pause();
            LOG.log(
                    Level.WARNING,
                    "Deliveries of {0} are paused, as before it stopped, until they are continued",
                    node.name());
        }
    }

    /** Starts no delivery until {@link #end()}; what runs is finished. */
    public void pause() {
        paused.add(node.name());
        dispatcher.pause();
    }

    public void end() {
        paused.remove(node.name());
        dispatcher.resume();
    }
}
