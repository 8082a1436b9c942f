package org.pabal.ejb.queue;

/** What the attempt at a group says of the place it was for. */
public enum Feedback {
    /** it answered: some recipients are delivered, or will never be */
    SERVED,
    /** all recipients were deferred */
    REFUSED,
    /** none was tried after all: directives took them */
    UNTRIED
}
