package org.pabal.connector.outbound;

import java.time.Duration;

/**
 * How far a session may be used for more than one message.
 *
 * @param idle how long it may wait for the next message
 * @param age no message is begun when it is older
 * @param transactions messages over one session, at least 1
 * @param idleSessions waiting sessions to one address; 0 means that no session is ever kept
 */
public record ReuseLimits(Duration idle, Duration age, int transactions, int idleSessions) {
    public static final ReuseLimits DEFAULT = new ReuseLimits(Duration.ofSeconds(5), Duration.ofSeconds(300), 100, 20);

    public ReuseLimits {
        if (!idle.isPositive() || !age.isPositive() || transactions < 1 || idleSessions < 0) {
            throw new IllegalArgumentException("limits for the reuse of sessions are positive");
        }
    }
}
