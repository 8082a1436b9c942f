package org.pabal.core.queue;

/** The two ways out of the queue, as in qmail-send: each has its own concurrency limit and retry schedule. */
public enum Channel {
    LOCAL,
    REMOTE
}
