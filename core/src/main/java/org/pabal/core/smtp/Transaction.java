package org.pabal.core.smtp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.queue.Envelope;

/**
 * MAIL and what has come since. Immutable.
 *
 * @param last the accepted recipients, newest first, so that thousands of them can be added one by one without copying
 * @param refused whether a recipient was refused
 * @param verdicts of the sender and the accepted recipients
 */
record Transaction(
        ReversePath sender,
        MailParameters parameters,
        @Nullable Accepted last,
        boolean refused,
        Verdicts verdicts) {
    record Accepted(EmailAddress recipient, @Nullable Accepted earlier, int count) {}

    static Transaction begin(ReversePath sender, MailParameters parameters, Verdicts verdicts) {
        return new Transaction(sender, parameters, null, false, verdicts);
    }

    Transaction with(EmailAddress recipient, Verdicts found) {
        Accepted accepted = new Accepted(recipient, last, recipients() + 1);
        return new Transaction(sender, parameters, accepted, refused, verdicts.and(found));
    }

    Transaction withRefusal() {
        return new Transaction(sender, parameters, last, true, verdicts);
    }

    /** @return how many recipients were accepted */
    int recipients() {
        return last == null ? 0 : last.count();
    }

    Envelope envelope() {
        Deque<EmailAddress> inOrder = new ArrayDeque<>(recipients());
        for (Accepted a = last; a != null; a = a.earlier()) {
            inOrder.addFirst(a.recipient());
        }
        return new Envelope(sender, List.copyOf(inOrder), parameters.body());
    }
}
