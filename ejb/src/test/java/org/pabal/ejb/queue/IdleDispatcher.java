package org.pabal.ejb.queue;

import java.util.List;
import org.pabal.ejb.control.ControlStore;

/** For tests outside of this package: a dispatcher that runs nothing. */
public final class IdleDispatcher {
    private IdleDispatcher() {}

    public static Dispatcher with(ControlStore controls) {
        return new Dispatcher(controls, new DeliveryBell(), new OutcomeWriter() {
            @Override
            public void record(List<RecipientOutcome> outcomes) {
                throw new IllegalStateException("nothing is given back here");
            }
        });
    }
}
