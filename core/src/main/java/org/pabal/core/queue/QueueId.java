package org.pabal.core.queue;

/**
 * Names one queued message in replies, log lines and URLs.
 *
 * @param value positive, never used twice
 */
public record QueueId(long value) {
    public QueueId {
        if (value <= 0) {
            throw new IllegalArgumentException("a queue id is positive");
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
