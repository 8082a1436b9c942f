package org.pabal.core.queue;

/** Where a recipient of a queued message stands. Delivered recipients have no row, so no state, unless
 * their sender wants to be told (RFC 3461). */
public enum RecipientState {
    /** to be tried when its next attempt is due */
    WAITING,
    /** an operator holds it back */
    HELD,
    /** failed for good; its report waits for the bounce */
    FAILED,
    /** in its mailbox; the sender wants to be told, and the report is not sent yet */
    DELIVERED,
    /** taken by a host that sends no reports of success; the sender wants to be told, and the report is not sent yet */
    RELAYED;

    /** Whether no attempt follows. */
    public boolean isFinished() {
        return this != WAITING && this != HELD;
    }
}
