package org.pabal.ejb.queue;

/** What is known of a destination. Those of a standing take turns with each other. */
public enum Standing {
    /** nothing yet */
    NEW,
    /** its last delivery was answered: some recipients are delivered, or will never be */
    SERVED,
    /** all recipients of its last delivery were deferred; or nothing is known, but that its mail was deferred before */
    REFUSED
}
