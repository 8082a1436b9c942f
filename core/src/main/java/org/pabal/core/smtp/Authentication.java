package org.pabal.core.smtp;

import org.pabal.core.auth.Mechanism;

/** How authentication (RFC 4954) stands in a session. */
public sealed interface Authentication {
    Authentication UNAVAILABLE = new Unavailable();

    /** The listener has no use for it. */
    record Unavailable() implements Authentication {}

    /**
     * By AUTH, which has not succeeded yet.
     *
     * @param inClear whether without TLS, too
     */
    record Offered(boolean inClear) implements Authentication {}

    /** @param user the account, as {@code ada@local.test} */
    record Done(String user, Mechanism mechanism) implements Authentication {}
}
