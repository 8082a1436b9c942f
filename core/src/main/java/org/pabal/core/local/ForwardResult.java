package org.pabal.core.local;

/** What became of a message handed on to other addresses. */
public sealed interface ForwardResult {
    /**
     * It is queued, durably.
     *
     * @param queueId for the log
     */
    record Queued(String queueId) implements ForwardResult {}

    /**
     * Not now.
     *
     * @param reason without a full stop, such as {@code qq temporary problem (#4.3.0)}
     */
    record TryLater(String reason) implements ForwardResult {}

    /** Never. */
    record Refused(String reason) implements ForwardResult {}
}
