package org.pabal.ejb.queue;

/** What became of an operator's wish for one message. */
public sealed interface QueueChange {
    /**
     * Done.
     *
     * @param recipients how many changed; 0 if there was nothing to change
     */
    record Done(int recipients) implements QueueChange {}

    /**
     * Done only for the recipients that nobody was delivering to.
     *
     * @param recipients how many changed
     * @param inFlight how many were left alone, because a delivery of them is running
     */
    record InFlight(int recipients, int inFlight) implements QueueChange {}

    /** Nothing was done: what is left of the message is held back, and must be released first. */
    record Held() implements QueueChange {}

    /**
     * Nothing was done: a directive holds what is left of the message, and would do so again.
     *
     * @param directive its id
     */
    record Directed(long directive) implements QueueChange {}

    /** There is no such message, or no longer. */
    record Missing() implements QueueChange {}
}
