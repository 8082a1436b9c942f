package org.pabal.core.smtp;

import java.util.Optional;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.auth.Mechanism;
import org.pabal.core.queue.Envelope;
import org.pabal.core.queue.RecipientOptions;

/** What follows from one command. */
public sealed interface Step {
    /** Say this and go on from {@code next}. */
    record Reply(State next, SmtpReply reply) implements Step {}

    /** Say this, do the handshake, and go on from {@code next} with the automaton of the new terms. */
    record StartTls(State next, SmtpReply reply) implements Step {}

    /**
     * Hold the dialogue of the mechanism; then {@link SmtpSession#authenticated} of the new terms' automaton, or
     * {@link SmtpSession#notAuthenticated}.
     *
     * @param initial the initial response as it was typed
     */
    record Authenticate(State state, Mechanism mechanism, Optional<String> initial) implements Step {
        /** Never with the response. */
        @Override
        public String toString() {
            return "Authenticate[mechanism=" + mechanism + "]";
        }
    }

    /** Say this and close. */
    record Close(SmtpReply reply) implements Step {}

    /** Ask the application, then {@link SmtpSession#decided(AskSender, org.pabal.core.smtp.Decision)}. */
    record AskSender(State state, ReversePath sender, MailParameters parameters) implements Step {}

    /**
     * Ask the application, then {@link SmtpSession#decided(AskRecipient, org.pabal.core.smtp.Decision)}.
     *
     * @param sender the transaction's
     * @param parameters of its MAIL command
     */
    record AskRecipient(
            State state,
            ReversePath sender,
            MailParameters parameters,
            EmailAddress recipient,
            RecipientOptions options)
            implements Step {}

    /**
     * Open a reception, say 354, read the content, then {@link SmtpSession#received(Receive, SmtpReply)}.
     *
     * @param state after the transaction, whatever becomes of it
     * @param verdicts of the transaction so far
     */
    record Receive(State state, Envelope envelope, Verdicts verdicts) implements Step {}

    /**
     * Open a reception, unless one is open for this transaction, read a chunk of so many octets, then
     * {@link SmtpSession#received(ReceiveChunk, SmtpReply)}.
     *
     * @param state if the transaction goes on
     * @param verdicts of the transaction so far
     */
    record ReceiveChunk(State state, Envelope envelope, Verdicts verdicts, Command.Chunk chunk) implements Step {}

    /** Read so many octets away, which come with a refused BDAT, and do what then follows. */
    record Skip(long octets, Reply then) implements Step {}
}
