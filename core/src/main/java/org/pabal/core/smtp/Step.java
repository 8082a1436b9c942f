package org.pabal.core.smtp;

import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.queue.Envelope;

/** What follows from one command. */
public sealed interface Step {
    /** Say this and go on from {@code next}. */
    record Reply(State next, SmtpReply reply) implements Step {}

    /** Say this, do the handshake, and go on from {@code next} with the automaton of the new terms. */
    record StartTls(State next, SmtpReply reply) implements Step {}

    /** Say this and close. */
    record Close(SmtpReply reply) implements Step {}

    /** Ask the application, then {@link SmtpSession#decided(AskSender, org.pabal.core.smtp.Decision)}. */
    record AskSender(State state, ReversePath sender, MailParameters parameters) implements Step {}

    /**
     * Ask the application, then {@link SmtpSession#decided(AskRecipient, org.pabal.core.smtp.Decision)}.
     *
     * @param sender the transaction's
     */
    record AskRecipient(State state, ReversePath sender, EmailAddress recipient) implements Step {}

    /**
     * Open a reception, say 354, read the content, then {@link SmtpSession#received(Receive, SmtpReply)}.
     *
     * @param state after the transaction, whatever becomes of it
     * @param verdicts of the transaction so far
     */
    record Receive(State state, Envelope envelope, Verdicts verdicts) implements Step {}
}
