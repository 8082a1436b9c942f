package org.pabal.core.smtp;

import java.util.List;
import java.util.function.Supplier;

/** What the application says to one step of a session. Anything unexpected is {@link TryLater}, never a refusal. */
public sealed interface Decision {
    /** Go on; the session answers with its ordinary positive reply, and keeps the verdicts with the transaction. */
    record Accept(Verdicts verdicts) implements Decision {}

    /** No, and it will not help to ask again: a 5xx reply. */
    record Reject(SmtpReply reply, Verdicts verdicts) implements Decision {
        public Reject(SmtpReply reply) {
            this(reply, Verdicts.NONE);
        }
    }

    /** Not now: a 4xx reply. */
    record TryLater(SmtpReply reply, Verdicts verdicts) implements Decision {
        public TryLater(SmtpReply reply) {
            this(reply, Verdicts.NONE);
        }
    }

    /** Say this (421 or 554) and close. */
    record HangUp(SmtpReply reply) implements Decision {
        @Override
        public Verdicts verdicts() {
            return Verdicts.NONE;
        }
    }

    Decision ACCEPT = new Accept(Verdicts.NONE);

    /** @return what the checks behind the decision have come to, for the log */
    Verdicts verdicts();

    /**
     * Puts questions in their order, until one is not answered by going on.
     *
     * @return the last answer, with the verdicts of all; {@link #ACCEPT} without questions
     */
    static Decision inTurn(List<Supplier<Decision>> questions) {
        Decision decision = ACCEPT;
        for (Supplier<Decision> question : questions) {
            decision = with(decision.verdicts(), question.get());
            if (!(decision instanceof Accept)) {
                return decision;
            }
        }
        return decision;
    }

    private static Decision with(Verdicts earlier, Decision decision) {
        Verdicts all = earlier.and(decision.verdicts());
        return switch (decision) {
            case Accept accept -> new Accept(all);
            case Reject reject -> new Reject(reject.reply(), all);
            case TryLater later -> new TryLater(later.reply(), all);
            case HangUp hangUp -> hangUp;
        };
    }
}
