package org.pabal.core.smtp;

import java.time.Duration;
import java.util.Optional;

/**
 * Where a session stands between two commands. Immutable; dropping the transaction is all that RSET means.
 *
 * @param hello {@link SmtpEndpoint.Hello#NONE} until the peer has said HELO or EHLO, which qmail does not insist on
 * @param transaction from an accepted MAIL to the end of its data
 * @param budget what the session has wasted so far
 */
public record State(SmtpEndpoint.Hello hello, Optional<Transaction> transaction, Budget budget) {
    public static final State CONNECTED = new State(SmtpEndpoint.Hello.NONE, Optional.empty(), Budget.FRESH);

    /** @return the beginning of a session whose peer another one has introduced, perhaps with its HELO or EHLO */
    public static State introduced(SmtpEndpoint.Hello peer) {
        return new State(peer, Optional.empty(), Budget.FRESH);
    }

    /** @return how long the reply that led here from {@code before} waits: zero unless it told of one error too many */
    public Duration pauseSince(State before) {
        return budget.errors() > before.budget.errors() ? budget.pause() : Duration.ZERO;
    }

    State greetedBy(SmtpEndpoint.Hello peer) {
        return new State(peer, Optional.empty(), budget);
    }

    /** RFC 3207 §4.2: after a handshake nothing counts that was said before it; what the session has wasted stays. */
    State forgotten() {
        return new State(SmtpEndpoint.Hello.NONE, Optional.empty(), budget);
    }

    State in(Transaction open) {
        return new State(hello, Optional.of(open), budget);
    }

    public State withoutTransaction() {
        return transaction.isEmpty() ? this : new State(hello, Optional.empty(), budget);
    }

    State with(Budget changed) {
        return new State(hello, transaction, changed);
    }
}
