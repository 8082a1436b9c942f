package org.pabal.core.smtp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pabal.core.address.ReversePath;
import org.pabal.core.queue.Envelope;
import org.pabal.core.queue.EnvelopeRecipient;

/**
 * MAIL and what has come since. Immutable.
 *
 * @param last the accepted recipients, newest first, so that thousands of them can be added one by one without copying
 * @param refusal what became of recipients that were not accepted
 * @param chunked whether a part of the content is here already, by BDAT
 * @param verdicts of the sender and the accepted recipients
 */
record Transaction(
        ReversePath sender,
        MailParameters parameters,
        @Nullable Accepted last,
        Refusal refusal,
        boolean chunked,
        Verdicts verdicts) {
    /** The mildest refusal of a recipient. */
    enum Refusal {
        NONE,
        FOR_GOOD,
        FOR_NOW
    }

    record Accepted(EnvelopeRecipient recipient, @Nullable Accepted earlier, int count) {}

    static Transaction begin(ReversePath sender, MailParameters parameters, Verdicts verdicts) {
        return new Transaction(sender, parameters, null, Refusal.NONE, false, verdicts);
    }

    Transaction with(EnvelopeRecipient recipient, Verdicts found) {
        Accepted accepted = new Accepted(recipient, last, recipients() + 1);
        return new Transaction(sender, parameters, accepted, refusal, chunked, verdicts.and(found));
    }

    Transaction withRefusal(Refusal one) {
        Refusal mildest = one.compareTo(refusal) > 0 ? one : refusal;
        return new Transaction(sender, parameters, last, mildest, chunked, verdicts);
    }

    Transaction withChunk() {
        return new Transaction(sender, parameters, last, refusal, true, verdicts);
    }

    /** @return how many recipients were accepted */
    int recipients() {
        return last == null ? 0 : last.count();
    }

    Envelope envelope() {
        Deque<EnvelopeRecipient> inOrder = new ArrayDeque<>(recipients());
        for (Accepted a = last; a != null; a = a.earlier()) {
            inOrder.addFirst(a.recipient());
        }
        return new Envelope(sender, List.copyOf(inOrder), parameters.options());
    }
}
