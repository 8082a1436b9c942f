package org.pabal.core.smtp;

import java.util.Optional;
import org.pabal.core.address.EmailAddress;

/**
 * The server's automaton (RFC 5321 §4.1.4): a pure and total function from state and command to the next step. Sockets and
 * the application are its caller's; questions to the application are steps, answered by {@code decided}.
 */
public final class SmtpSession {
    private final SessionTerms terms;
    private final Dialect dialect;

    public SmtpSession(SessionTerms terms) {
        this(terms, Dialect.SMTP);
    }

    public SmtpSession(SessionTerms terms, Dialect dialect) {
        this.terms = terms;
        this.dialect = dialect;
    }

    /** The answer to one command. */
    public Step on(State state, Command command) {
        return switch (command) {
            case Command.Greet greet ->
                junk(new Step.Reply(
                        state.greetedBy(greet.hello()),
                        Replies.hello(terms, greet.hello().extended())));
            case Command.StartTls startTls -> startTls(state);
            case Command.Mail mail -> mail(state, mail);
            case Command.Recipient recipient -> recipient(state, recipient);
            case Command.Data data -> data(state);
            case Command.Reset reset -> junk(new Step.Reply(state.withoutTransaction(), Replies.FLUSHED));
            case Command.Noop noop -> junk(new Step.Reply(state, Replies.NOOP_OK));
            case Command.Verify verify -> junk(new Step.Reply(state, Replies.VERIFY));
            case Command.Help help -> junk(new Step.Reply(state, Replies.HELP));
            case Command.Quit quit -> new Step.Close(Replies.goodbye(terms));
            case Command.Faulty faulty -> say(state, faulty.reply());
            case Command.Foreign foreign -> new Step.Close(Replies.NOT_OUR_PROTOCOL);
        };
    }

    /** What the application's decision on a sender means. */
    public Step decided(Step.AskSender question, Decision decision) {
        return switch (decision) {
            case Decision.Accept accept ->
                new Step.Reply(
                        question.state().in(Transaction.begin(question.sender(), question.parameters())),
                        Replies.SENDER_OK);
            case Decision.Reject reject -> say(question.state(), reject.reply());
            case Decision.TryLater later -> say(question.state(), later.reply());
            case Decision.HangUp hangUp -> new Step.Close(hangUp.reply());
        };
    }

    /**
     * What the application's decision on a recipient means.
     *
     * @throws IllegalArgumentException if the operator's RELAYCLIENT suffix makes no address of an accepted recipient
     */
    public Step decided(Step.AskRecipient question, Decision decision) {
        State state = question.state();
        Transaction open = state.transaction().orElseThrow();
        return switch (decision) {
            case Decision.Accept accept ->
                new Step.Reply(state.in(open.with(terms.withSuffix(question.recipient()))), Replies.RECIPIENT_OK);
            case Decision.Reject reject -> say(state.in(open.withRefusal()), reject.reply());
            case Decision.TryLater later -> say(state.in(open.withRefusal()), later.reply());
            case Decision.HangUp hangUp -> new Step.Close(hangUp.reply());
        };
    }

    /** The end of a transaction, with the verdict on its content. */
    public Step received(Step.Receive receive, SmtpReply verdict) {
        return verdict.isPositive()
                ? new Step.Reply(receive.state().with(Budget.FRESH), verdict)
                : say(receive.state(), verdict);
    }

    private Step startTls(State state) {
        return switch (terms.tls()) {
            case Tls.Unavailable unavailable -> say(state, Replies.UNIMPLEMENTED);
            case Tls.Offered offered -> new Step.StartTls(state.forgotten(), Replies.READY_FOR_TLS);
            case Tls.Active active -> say(state, Replies.TLS_IS_ACTIVE);
        };
    }

    private Step mail(State state, Command.Mail mail) {
        if (terms.submission() && !terms.mayRelay()) {
            return say(state, Replies.AUTHENTICATION_REQUIRED);
        }
        if (state.transaction().isPresent()) {
            return say(state, Replies.ONE_MAIL_AT_A_TIME);
        }
        boolean tooBig = terms.maxOctets() > 0 && mail.parameters().size().orElse(0) > terms.maxOctets();
        return tooBig ? say(state, Replies.TOO_BIG) : new Step.AskSender(state, mail.sender(), mail.parameters());
    }

    private Step recipient(State state, Command.Recipient command) {
        Optional<Transaction> open = state.transaction();
        if (open.isEmpty()) {
            return say(state, Replies.MAIL_FIRST);
        }
        if (open.get().recipients() >= terms.maxRecipients()) {
            return say(state, Replies.TOO_MANY_RECIPIENTS);
        }
        EmailAddress address = command.path().addressAt(terms.host());
        return new Step.AskRecipient(state, open.get().sender(), address);
    }

    private Step data(State state) {
        Optional<Transaction> open = state.transaction();
        if (open.isEmpty()) {
            return say(state, Replies.MAIL_FIRST);
        }
        if (open.get().recipients() == 0) {
            return say(state, open.get().refused() ? dialect.withoutRecipients() : Replies.RECIPIENT_FIRST);
        }
        return new Step.Receive(state.withoutTransaction(), open.get().envelope());
    }

    /** An error uses up some of the peer's credit; the one that uses up the last of it ends the session. */
    private static Step say(State state, SmtpReply reply) {
        Budget budget = reply.isPermanent() ? state.budget().afterError() : state.budget();
        return budget.errorsExhausted()
                ? new Step.Close(Replies.TOO_MANY_ERRORS)
                : new Step.Reply(state.with(budget), reply);
    }

    private static Step junk(Step.Reply step) {
        Budget budget = step.next().budget().afterJunk();
        return budget.junkExhausted()
                ? new Step.Close(Replies.TOO_MANY_COMMANDS)
                : new Step.Reply(step.next().with(budget), step.reply());
    }
}
