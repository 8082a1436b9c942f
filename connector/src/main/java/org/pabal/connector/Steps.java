package org.pabal.connector;

import jakarta.resource.spi.UnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.pabal.core.smtp.Command;
import org.pabal.core.smtp.Dialect;
import org.pabal.core.smtp.Replies;
import org.pabal.core.smtp.SessionTerms;
import org.pabal.core.smtp.SmtpEndpoint;
import org.pabal.core.smtp.SmtpReply;
import org.pabal.core.smtp.SmtpSession;
import org.pabal.core.smtp.State;
import org.pabal.core.smtp.Step;

/** Carries out the steps of a session's automaton: replies out, questions to the application, handshakes, logins, contents. */
final class Steps {
    private final Application application;
    private final Lifeline lifeline;
    private final Wire wire;
    private final Ending ending;
    private final Dialect dialect;
    private SessionTerms terms;
    private SmtpSession session;
    private Intake intake;
    private State state = State.CONNECTED;

    /** How a session begins. */
    record Start(SessionTerms terms, Dialect dialect) {}

    Steps(Application application, Lifeline lifeline, Wire wire, Ending ending, Start start) {
        this.application = application;
        this.lifeline = lifeline;
        this.wire = wire;
        this.ending = ending;
        this.dialect = start.dialect();
        this.terms = start.terms();
        this.session = new SmtpSession(terms, dialect);
        this.intake = new Intake(application, lifeline, wire, dialect);
    }

    SessionTerms terms() {
        return terms;
    }

    State state() {
        return state;
    }

    boolean inTransaction() {
        return state.transaction().isPresent();
    }

    /** The contents of the session. */
    Intake intake() {
        return intake;
    }

    /** The session is another client's from now on. */
    void beginAnew(Introduction.Result.Begun begun) {
        use(begun.terms());
        intake = new Intake(application, lifeline, wire, dialect);
        state = State.introduced(begun.hello());
    }

    /** Answers a command. @return whether the session goes on
     *
     * @param introducible whether the peer may say XCLIENT */
    boolean perform(Command command, boolean introducible) throws IOException, UnavailableException {
        Step step = session.on(state, command);
        return follow(introducible ? Introduction.offering(command, step) : step);
    }

    /** Does the TLS handshake; the session begins anew with it. @return whether the session goes on */
    boolean secure() throws UnavailableException {
        Optional<SessionTerms> secured = new Handshake(application, lifeline, wire).perform(terms);
        if (secured.isEmpty()) {
            return false;
        }
        use(secured.get());
        lifeline.enterApplication();
        application.tell(app -> app.secured(terms));
        return true;
    }

    private boolean follow(Step step) throws IOException, UnavailableException {
        return switch (step) {
            case Step.Reply reply -> {
                pause(reply.next().pauseSince(state));
                state = reply.next();
                wire.say(reply.reply());
                yield true;
            }
            case Step.StartTls startTls -> startTls(startTls);
            case Step.Authenticate authenticate -> authenticate(authenticate);
            case Step.Close close -> ending.hangUp(close.reply());
            case Step.AskSender q ->
                follow(session.decided(
                        q, ask(app -> app.sender(terms, q.state().hello(), q.sender(), q.parameters()))));
            case Step.AskRecipient q ->
                follow(session.decided(q, ask(app -> app.recipient(terms, q.sender(), q.parameters(), q.recipient()))));
            case Step.Receive receive -> receive(receive);
            case Step.ReceiveChunk chunk -> receive(chunk);
            case Step.Skip skip -> intake.skip(skip.octets()) ? follow(skip.then()) : ending.lost();
        };
    }

    /**
     * What has come with STARTTLS came in clear, whoever wrote it: were it read afterwards, a man in the middle could put
     * commands of his own in front of the client's (CVE-2011-0411). No client may send it (RFC 3207 §4), so we close instead of
     * forgetting it: the client's side learns that something is in between. What has not been read yet is taken for
     * TLS, and makes the handshake fail.
     */
    private boolean startTls(Step.StartTls step) throws IOException, UnavailableException {
        if (wire.reader().pending() > 0) {
            return ending.hangUp(Replies.PLAINTEXT_AFTER_STARTTLS);
        }
        wire.say(step.reply());
        wire.writer().flush();
        state = step.next();
        return secure();
    }

    private boolean authenticate(Step.Authenticate step) throws IOException, UnavailableException {
        return switch (new AuthDialogue(application, lifeline, wire, terms).hold(step)) {
            case AuthDialogue.Result.LoggedIn in -> {
                use(in.terms());
                yield follow(session.authenticated(step));
            }
            case AuthDialogue.Result.NotLoggedIn not -> follow(session.notAuthenticated(step, not.reply()));
            case AuthDialogue.Result.HangUp hangUp -> ending.hangUp(hangUp.reply());
            case AuthDialogue.Result.Lost lost -> ending.lost();
        };
    }

    private boolean receive(Step.Receive content) throws IOException, UnavailableException {
        state = content.state();
        return conclude(intake.data(content, terms), verdict -> session.received(content, verdict));
    }

    private boolean receive(Step.ReceiveChunk chunk) throws IOException, UnavailableException {
        // should the application fail now, nothing of the transaction is left
        state = chunk.state().withoutTransaction();
        return conclude(intake.chunk(chunk, terms), verdict -> session.received(chunk, verdict));
    }

    private boolean conclude(Outcome outcome, Function<SmtpReply, Step> next) throws IOException, UnavailableException {
        return switch (outcome) {
            case Outcome.Verdict verdict -> follow(next.apply(verdict.reply()));
            case Outcome.HangUp hangUp -> ending.hangUp(hangUp.reply());
            case Outcome.Lost lost -> ending.lost();
        };
    }

    private <T> T ask(Function<SmtpEndpoint, T> question) throws UnavailableException {
        return lifeline.ask(application, question);
    }

    private void use(SessionTerms changed) {
        terms = changed;
        session = new SmtpSession(changed, dialect);
    }

    /** What was said before is heard before. */
    private void pause(Duration duration) throws IOException {
        if (!duration.isZero()) {
            wire.writer().flush();
            lifeline.pause(duration);
        }
    }
}
