package org.pabal.web.queue;

import org.pabal.ejb.queue.QueueStats;

/**
 * How full the queue is.
 *
 * @param local recipients that wait, or are held, on the local channel
 * @param unprocessed qmail's "not yet preprocessed"; always 0
 * @param bouncing messages whose bounce is still to be sent
 */
public record QueueStatsView(
        long messages, long local, long remote, long held, long unprocessed, long bouncing, long octets) {
    static QueueStatsView of(QueueStats stats) {
        return new QueueStatsView(
                stats.messages(),
                stats.local(),
                stats.remote(),
                stats.held(),
                stats.unprocessed(),
                stats.bouncing(),
                stats.octets());
    }
}
