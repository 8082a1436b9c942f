package org.pabal.connector;

import jakarta.resource.spi.UnavailableException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.pabal.connector.ContentTransfer.Outcome;
import org.pabal.core.smtp.Command;
import org.pabal.core.smtp.CommandParser;
import org.pabal.core.smtp.Replies;
import org.pabal.core.smtp.SessionTerms;
import org.pabal.core.smtp.SmtpEndpoint;
import org.pabal.core.smtp.SmtpEndpoint.SessionSummary;
import org.pabal.core.smtp.SmtpEndpoint.SessionSummary.End;
import org.pabal.core.smtp.SmtpReply;
import org.pabal.core.smtp.SmtpSession;
import org.pabal.core.smtp.State;
import org.pabal.core.smtp.Step;

/** The part of a conversation between greeting and close: lines in, the automaton's steps carried out, replies out. */
final class Exchange {
    private final Application application;
    private final Lifeline lifeline;
    private final Wire wire;
    private final ContentTransfer content;
    private SessionTerms terms;
    private SmtpSession session;
    private State state = State.CONNECTED;
    private End end = End.LOST;

    Exchange(SessionTerms terms, Application application, Lifeline lifeline, Wire wire) {
        this.terms = terms;
        this.session = new SmtpSession(terms);
        this.application = application;
        this.lifeline = lifeline;
        this.wire = wire;
        this.content = new ContentTransfer(application, lifeline, wire);
    }

    /** Reads one command and carries it out. @return whether the session goes on */
    boolean step() throws IOException, UnavailableException {
        if (lifeline.farewell() != null) {
            return lost();
        }
        lifeline.awaitCommand();
        WireReader reader = wire.reader();
        return switch (reader.next()) {
            case COMPLETE -> perform(CommandParser.parse(reader.buffer(), reader.lineStart(), reader.lineLength()));
            case TOO_LONG -> perform(new Command.Faulty(Replies.LINE_TOO_LONG));
            case MALFORMED -> hangUp(Replies.BAD_LINE);
            case END_OF_INPUT -> lost();
        };
    }

    /** Whether it is known where the next command begins, so that after a failure the session can go on. */
    boolean isBetweenCommands() {
        return content.isBetweenCommands();
    }

    SessionTerms terms() {
        return terms;
    }

    /** Nothing of an unfinished content is kept. */
    void forget() {
        content.forget();
    }

    /** The session ends because we cannot go on. */
    void failed() {
        end = End.TROUBLE;
    }

    SessionSummary summary() {
        Farewell farewell = lifeline.farewell();
        return new SessionSummary(
                content.transactions(), content.octets(), end == End.LOST && farewell != null ? farewell.end() : end);
    }

    /** Does the TLS handshake; the session begins anew with it. @return whether the session goes on */
    boolean secure() throws UnavailableException {
        Optional<SessionTerms> secured = new Handshake(application, lifeline, wire).perform(terms);
        if (secured.isEmpty()) {
            return false;
        }
        terms = secured.get();
        session = new SmtpSession(terms);
        lifeline.enterApplication();
        application.tell(app -> app.secured(terms));
        return true;
    }

    /**
     * What has come with STARTTLS came in clear, whoever wrote it: were it read afterwards, a man in the middle could put
     * commands of his own in front of the client's (CVE-2011-0411). No client may send it (RFC 3207 §4), so we close instead of
     * forgetting it: the client's side learns that something is in between. What has not been read yet is taken for
     * TLS, and makes the handshake fail.
     */
    private boolean startTls(Step.StartTls step) throws IOException, UnavailableException {
        if (wire.reader().pending() > 0) {
            return hangUp(Replies.PLAINTEXT_AFTER_STARTTLS);
        }
        wire.writer().say(step.reply());
        wire.writer().flush();
        state = step.next();
        return secure();
    }

    private boolean authenticate(Step.Authenticate step) throws IOException, UnavailableException {
        return switch (new AuthDialogue(application, lifeline, wire, terms).hold(step)) {
            case AuthDialogue.Result.LoggedIn in -> {
                terms = in.terms();
                session = new SmtpSession(terms);
                yield follow(session.authenticated(step));
            }
            case AuthDialogue.Result.NotLoggedIn not -> follow(session.notAuthenticated(step, not.reply()));
            case AuthDialogue.Result.HangUp hangUp -> hangUp(hangUp.reply());
            case AuthDialogue.Result.Lost lost -> lost();
        };
    }

    private boolean perform(Command command) throws IOException, UnavailableException {
        if (command instanceof Command.Quit) {
            end = End.QUIT;
        }
        int before = content.transactions();
        boolean goesOn = follow(session.on(state, command));
        if (state.transaction().isEmpty()) {
            content.forget();
        }
        // DATA ends a group of pipelined commands (RFC 2920 §3.1): what came with a refused one is content, not
        // commands
        if (command instanceof Command.Data
                && content.transactions() == before
                && wire.reader().pending() > 0) {
            end = End.HUNG_UP;
            return false;
        }
        return goesOn;
    }

    private boolean follow(Step step) throws IOException, UnavailableException {
        return switch (step) {
            case Step.Reply reply -> {
                state = reply.next();
                wire.writer().say(reply.reply());
                yield true;
            }
            case Step.StartTls startTls -> startTls(startTls);
            case Step.Authenticate authenticate -> authenticate(authenticate);
            case Step.Close close -> hangUp(close.reply());
            case Step.AskSender q ->
                follow(session.decided(
                        q, ask(app -> app.sender(terms, q.state().hello(), q.sender(), q.parameters()))));
            case Step.AskRecipient q ->
                follow(session.decided(q, ask(app -> app.recipient(terms, q.sender(), q.recipient()))));
            case Step.Receive receive -> receive(receive);
            case Step.ReceiveChunk chunk -> receive(chunk);
            case Step.Skip skip -> content.skip(skip.octets()) ? follow(skip.then()) : lost();
        };
    }

    private boolean receive(Step.Receive step) throws IOException, UnavailableException {
        state = step.state();
        return switch (content.data(step, terms)) {
            case Outcome.Verdict verdict -> follow(session.received(step, verdict.reply()));
            case Outcome.HangUp hangUp -> hangUp(hangUp.reply());
            case Outcome.Lost lost -> lost();
        };
    }

    private boolean receive(Step.ReceiveChunk step) throws IOException, UnavailableException {
        // should the application fail now, nothing of the transaction is left
        state = step.state().withoutTransaction();
        return switch (content.chunk(step, terms)) {
            case Outcome.Verdict verdict -> follow(session.received(step, verdict.reply()));
            case Outcome.HangUp hangUp -> hangUp(hangUp.reply());
            case Outcome.Lost lost -> lost();
        };
    }

    private <T> T ask(Function<SmtpEndpoint, T> question) throws UnavailableException {
        return lifeline.ask(application, question);
    }

    private boolean hangUp(SmtpReply reply) throws IOException {
        if (end != End.QUIT) {
            end = End.HUNG_UP;
        }
        wire.writer().say(reply);
        return false;
    }

    private boolean lost() throws IOException {
        Farewell farewell = lifeline.farewell();
        if (farewell != null) {
            wire.writer().say(farewell.reply());
        }
        return false;
    }
}
