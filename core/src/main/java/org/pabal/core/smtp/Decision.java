package org.pabal.core.smtp;

/** What the application says to one step of a session. Anything unexpected is {@link TryLater}, never a refusal. */
public sealed interface Decision {
    /** Go on; the session answers with its ordinary positive reply, and keeps the verdicts with the transaction. */
    record Accept(Verdicts verdicts) implements Decision {}

    /** No, and it will not help to ask again: a 5xx reply. */
    record Reject(SmtpReply reply) implements Decision {}

    /** Not now: a 4xx reply. */
    record TryLater(SmtpReply reply) implements Decision {}

    /** Say this (421 or 554) and close. */
    record HangUp(SmtpReply reply) implements Decision {}

    Decision ACCEPT = new Accept(Verdicts.NONE);
}
