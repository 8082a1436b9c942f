package org.pabal.core.queue;

/** Where a recipient of a queued message stands. Delivered recipients have no row, so no state. */
public enum RecipientState {
    /** to be tried when its next attempt is due */
    WAITING,
    /** an operator holds it back */
    HELD,
    /** failed for good; its report waits for the bounce */
    FAILED
}
