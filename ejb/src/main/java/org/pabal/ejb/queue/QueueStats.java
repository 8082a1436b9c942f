package org.pabal.ejb.queue;

/**
 * How full the queue is.
 *
 * @param messages with at least one recipient that is not done, or with a bounce to come
 * @param local recipients that wait, or are held, on the local channel
 * @param remote the same on the remote channel
 * @param held recipients that an operator holds back, of both channels
 * @param bouncing messages whose recipients are all done and whose bounce is still to be sent
 * @param octets of all contents together
 */
public record QueueStats(long messages, long local, long remote, long held, long bouncing, long octets) {
    /** @return qmail's "not yet preprocessed": always 0, since a message is accepted and split into channels at once */
    public long unprocessed() {
        return 0;
    }
}
