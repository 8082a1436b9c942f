package org.pabal.ejb.queue;

/**
 * Messages that one step of a walk through the queue looks at.
 *
 * @param after ids greater than this
 * @param upTo up to this one and with it
 */
public record QueueSlice(long after, long upTo) {
    static QueueSlice of(long message) {
        return new QueueSlice(message - 1, message);
    }
}
