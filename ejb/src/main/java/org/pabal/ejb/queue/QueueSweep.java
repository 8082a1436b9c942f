package org.pabal.ejb.queue;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Once a second: looks for what no bell rang for. A bean of its own, since a troubled database may let it wait. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class QueueSweep {
    @Inject
    QueueSweeper sweeper;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false, info = "due recipients, leases, garbage")
    void sweep() {
        sweeper.sweepIfStarted();
    }
}
