package org.pabal.core.smtp;

import java.util.Optional;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.auth.Mechanism;
import org.pabal.core.queue.BodyType;
import org.pabal.core.queue.EnvelopeRecipient;
import org.pabal.core.smtp.Transaction.Refusal;

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
            case Command.Auth auth -> authenticate(state, auth);
            case Command.Mail mail -> mail(state, mail);
            case Command.Recipient recipient -> recipient(state, recipient);
            case Command.Data data -> data(state);
            case Command.Chunk chunk -> chunk(state, chunk);
            case Command.BoundlessChunk boundless -> new Step.Close(Replies.BAD_CHUNK);
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
                        question.state()
                                .in(Transaction.begin(question.sender(), question.parameters(), accept.verdicts())),
                        Replies.SENDER_OK);
            case Decision.Reject reject -> say(question.state(), reject.reply());
            case Decision.TryLater later -> say(question.state(), later.reply());
            case Decision.HangUp hangUp -> new Step.Close(hangUp.reply());
        };
    }

    /** What the application's decision on a recipient means. */
    public Step decided(Step.AskRecipient question, Decision decision) {
        State state = question.state();
        Transaction open = state.transaction().orElseThrow();
        return switch (decision) {
            case Decision.Accept accept ->
                new Step.Reply(
                        state.in(open.with(
                                new EnvelopeRecipient(question.recipient(), question.options()), accept.verdicts())),
                        Replies.RECIPIENT_OK);
            case Decision.Reject reject -> say(state.in(open.withRefusal(Refusal.FOR_GOOD)), reject.reply());
            case Decision.TryLater later -> say(state.in(open.withRefusal(Refusal.FOR_NOW)), later.reply());
            case Decision.HangUp hangUp -> new Step.Close(hangUp.reply());
        };
    }

    /** A login succeeded; to be asked of the automaton of the new terms. */
    public Step authenticated(Step.Authenticate dialogue) {
        return new Step.Reply(dialogue.state(), Replies.AUTHENTICATED);
    }

    /** A login did not succeed. */
    public Step notAuthenticated(Step.Authenticate dialogue, SmtpReply reply) {
        return say(dialogue.state(), reply);
    }

    /** The end of a transaction, with the verdict on its content. */
    public Step received(Step.Receive receive, SmtpReply verdict) {
        return ended(receive.state(), verdict);
    }

    /** The end of a chunk, with the verdict on what is here; a refusal ends the transaction. */
    public Step received(Step.ReceiveChunk chunk, SmtpReply verdict) {
        return chunk.chunk().last() || !verdict.isPositive()
                ? ended(chunk.state().withoutTransaction(), verdict)
                : new Step.Reply(chunk.state(), verdict);
    }

    private static Step ended(State state, SmtpReply verdict) {
        return verdict.isPositive() ? new Step.Reply(state.with(Budget.FRESH), verdict) : say(state, verdict);
    }

    private Step startTls(State state) {
        if (terms.user().isPresent()) {
            // what was said in clear would be forgotten (RFC 3207 §4.2), and the peer could not know who it is then
            return say(state, Replies.AUTHENTICATED_ALREADY);
        }
        return switch (terms.tls()) {
            case Tls.Unavailable unavailable -> say(state, Replies.UNIMPLEMENTED);
            case Tls.Offered offered -> new Step.StartTls(state.forgotten(), Replies.READY_FOR_TLS);
            case Tls.Active active -> say(state, Replies.TLS_IS_ACTIVE);
        };
    }

    private Step authenticate(State state, Command.Auth command) {
        if (terms.authentication() instanceof Authentication.Unavailable) {
            return say(state, Replies.UNIMPLEMENTED);
        }
        if (terms.user().isPresent()) {
            return say(state, Replies.AUTHENTICATED_ALREADY);
        }
        if (!state.hello().extended()) {
            return say(state, Replies.AUTH_AFTER_EHLO);
        }
        if (state.transaction().isPresent()) {
            return say(state, Replies.AUTH_IN_TRANSACTION);
        }
        if (terms.mechanisms().isEmpty()) {
            return say(state, Replies.ENCRYPTION_REQUIRED);
        }
        return Mechanism.find(command.mechanism())
                .<Step>map(mechanism -> new Step.Authenticate(state, mechanism, command.initial()))
                .orElseGet(() -> say(state, Replies.NO_SUCH_MECHANISM));
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
        if (open.get().chunked()) {
            return say(state, Replies.CHUNKS_BEGUN);
        }
        if (!open.get().parameters().options().smtpUtf8() && !command.path().isAscii()) {
            return say(state, Replies.SMTPUTF8_NEEDED);
        }
        EmailAddress address = command.path().addressAt(terms.host());
        return new Step.AskRecipient(state, open.get().sender(), open.get().parameters(), address, command.options());
    }

    private Step data(State state) {
        Optional<SmtpReply> problem = notReady(state.transaction());
        if (problem.isPresent()) {
            return say(state, problem.get());
        }
        Transaction open = state.transaction().orElseThrow();
        if (open.chunked()) {
            return say(state, Replies.CHUNKS_BEGUN);
        }
        return open.parameters().options().body() == BodyType.BINARY_MIME
                ? say(state, Replies.BINARY_NEEDS_CHUNKS)
                : new Step.Receive(state.withoutTransaction(), open.envelope(), open.verdicts());
    }

    /** The octets of a chunk follow their command whatever we say (RFC 3030 §2), so they are read whatever we say. */
    private Step chunk(State state, Command.Chunk chunk) {
        Optional<SmtpReply> problem = notReady(state.transaction());
        if (problem.isEmpty()) {
            Transaction open = state.transaction().orElseThrow();
            return new Step.ReceiveChunk(state.in(open.withChunk()), open.envelope(), open.verdicts(), chunk);
        }
        if (chunk.octets() > Limits.DISCARDED) {
            return new Step.Close(Replies.CHUNK_TOO_BIG);
        }
        Step refusal = say(state, problem.get());
        return refusal instanceof Step.Reply reply ? new Step.Skip(chunk.octets(), reply) : refusal;
    }

    private Optional<SmtpReply> notReady(Optional<Transaction> open) {
        if (open.isEmpty()) {
            return Optional.of(Replies.MAIL_FIRST);
        }
        if (open.get().recipients() == 0) {
            return Optional.of(dialect.withoutRecipients(open.get().refusal()));
        }
        return Optional.empty();
    }

    /** An error uses up some of the peer's credit; the one that uses up the last of it ends the session. */
    private static Step say(State state, SmtpReply reply) {
        Budget budget = state.budget().after(reply);
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
