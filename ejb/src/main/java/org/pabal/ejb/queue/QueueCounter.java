package org.pabal.ejb.queue;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/**
 * Once a second: counts a long queue anew, if somebody wants to know. Not a task of the managed executor: that would run in the
 * invocation of whoever asked, whose entity manager and connections are closed when the answer is out.
 */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class QueueCounter {
    @Inject
    QueueStatistics statistics;

    private final Recurring recurring = new Recurring("the counting of the queue");

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false, info = "counts of a long queue")
    void count() {
        recurring.run(statistics::countIfWanted);
    }
}
