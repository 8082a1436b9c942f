package org.pabal.connector;

import jakarta.resource.spi.UnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.pabal.connector.ContentTransfer.Outcome;
import org.pabal.core.smtp.Command;
import org.pabal.core.smtp.Peer;
import org.pabal.core.smtp.Replies;
import org.pabal.core.smtp.SessionTerms;
import org.pabal.core.smtp.SmtpEndpoint;
import org.pabal.core.smtp.SmtpEndpoint.Admission;
import org.pabal.core.smtp.SmtpEndpoint.SessionSummary;
import org.pabal.core.smtp.SmtpEndpoint.SessionSummary.End;
import org.pabal.core.smtp.SmtpReply;
import org.pabal.core.smtp.SmtpSession;
import org.pabal.core.smtp.State;
import org.pabal.core.smtp.Step;
import org.pabal.core.smtp.XClient;

/** The part of a conversation between greeting and close: lines in, the automaton's steps carried out, replies out. */
final class Exchange implements Dialogue {
    private final Application application;
    private final Lifeline lifeline;
    private final Wire wire;
    private ContentTransfer content;
    private Talk talk;
    private SessionTerms terms;
    private SmtpSession session;
    private State state = State.CONNECTED;
    private End end = End.LOST;
    /** replies to the content that is being received */
    private int owed = 1;

    Exchange(SessionTerms terms, Talk talk, Application application, Lifeline lifeline, Wire wire) {
        this.terms = terms;
        this.talk = talk;
        this.session = new SmtpSession(terms, talk.dialect());
        this.application = application;
        this.lifeline = lifeline;
        this.wire = wire;
        this.content = new ContentTransfer(application, lifeline, wire);
    }

    @Override
    public boolean begin() throws IOException, UnavailableException {
        if (wire.beginsWithHandshake() && !secure()) {
            return false;
        }
        Duration delay = talk.manners().greetDelay();
        if (!delay.isZero() && !waitsForGreeting(delay)) {
            return false;
        }
        wire.say(talk.dialect().greeting(terms));
        return true;
    }

    /** @return whether the peer is silent for so long, as one that reads greetings is */
    private boolean waitsForGreeting(Duration delay) throws IOException {
        lifeline.awaitGreeting(delay);
        if (!wire.reader().hearsWithin(wire.socket(), delay)) {
            return true;
        }
        return wire.reader().pending() > 0 ? hangUp(Replies.TALKED_EARLY) : lost();
    }

    /** Reads one command and carries it out. @return whether the session goes on */
    @Override
    public boolean step() throws IOException, UnavailableException {
        if (lifeline.farewell() != null) {
            return lost();
        }
        lifeline.awaitCommand();
        WireReader reader = wire.reader();
        return switch (reader.next()) {
            case COMPLETE -> line(reader);
            case TOO_LONG -> {
                wire.trace().unreadable("a line too long");
                yield perform(new Command.Faulty(Replies.LINE_TOO_LONG));
            }
            case MALFORMED -> {
                wire.trace().unreadable("a bare CR, a bare LF or a NUL");
                yield hangUp(Replies.BAD_LINE);
            }
            case END_OF_INPUT -> lost();
        };
    }

    /** It does if it is known where the next command begins. */
    @Override
    public boolean survives() throws IOException {
        if (content.isBetweenCommands()) {
            sayOwed(Replies.TROUBLE);
        }
        return content.isBetweenCommands();
    }

    @Override
    public void fail(SmtpReply reply) throws IOException {
        end = End.TROUBLE;
        wire.say(reply);
    }

    @Override
    public SessionTerms terms() {
        return terms;
    }

    @Override
    public void forget() {
        content.forget();
    }

    @Override
    public SessionSummary summary() {
        Farewell farewell = lifeline.farewell();
        return new SessionSummary(
                content.transactions(), content.octets(), end == End.LOST && farewell != null ? farewell.end() : end);
    }

    /** Does the TLS handshake; the session begins anew with it. @return whether the session goes on */
    private boolean secure() throws UnavailableException {
        Optional<SessionTerms> secured = new Handshake(application, lifeline, wire).perform(terms);
        if (secured.isEmpty()) {
            return false;
        }
        terms = secured.get();
        session = new SmtpSession(terms, talk.dialect());
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
        wire.say(step.reply());
        wire.writer().flush();
        state = step.next();
        return secure();
    }

    private boolean authenticate(Step.Authenticate step) throws IOException, UnavailableException {
        return switch (new AuthDialogue(application, lifeline, wire, terms).hold(step)) {
            case AuthDialogue.Result.LoggedIn in -> {
                terms = in.terms();
                session = new SmtpSession(terms, talk.dialect());
                yield follow(session.authenticated(step));
            }
            case AuthDialogue.Result.NotLoggedIn not -> follow(session.notAuthenticated(step, not.reply()));
            case AuthDialogue.Result.HangUp hangUp -> hangUp(hangUp.reply());
            case AuthDialogue.Result.Lost lost -> lost();
        };
    }

    private boolean line(WireReader reader) throws IOException, UnavailableException {
        wire.trace().command(reader.buffer(), reader.lineStart(), reader.lineLength());
        boolean introduction =
                talk.seat().isPresent() && XClient.isOne(reader.buffer(), reader.lineStart(), reader.lineLength());
        if (!introduction) {
            return perform(talk.dialect().parse(reader.buffer(), reader.lineStart(), reader.lineLength()));
        }
        if (state.transaction().isPresent()) {
            return perform(new Command.Faulty(Replies.IN_TRANSACTION));
        }
        return switch (XClient.parse(reader.buffer(), reader.lineStart(), reader.lineLength(), terms.peer())) {
            case XClient.Parsed.Malformed malformed -> perform(new Command.Faulty(malformed.reply()));
            case XClient.Parsed.Introduced introduced -> introduce(introduced);
        };
    }

    /** The session begins anew, with the rights of the peer that was introduced. */
    private boolean introduce(XClient.Parsed.Introduced introduced) throws IOException, UnavailableException {
        Seat seat = talk.seat().orElseThrow();
        if (!seat.sit(introduced.peer().address())) {
            return hangUp(Replies.TOO_MANY_SESSIONS);
        }
        Peer peer = seat.begins(introduced.peer());
        return switch (ask(app -> app.admit(peer))) {
            case Admission.Deny deny -> hangUp(Replies.CLIENT_DENIED);
            case Admission.Refuse refuse -> hangUp(refuse.reply());
            case Admission.Welcome welcome -> {
                SessionTerms before = terms;
                SessionSummary over = new SessionSummary(content.transactions(), content.octets(), End.QUIT);
                ask(app -> {
                    app.ended(before, over);
                    return true;
                });
                application.traces().ifPresent(traces -> {
                    wire.trace().end(over.end().word());
                    wire.trace().begin(traces, peer.traced());
                });
                content = new ContentTransfer(application, lifeline, wire);
                talk = talk.with(welcome.manners());
                terms = welcome.terms().with(before.tls());
                session = new SmtpSession(terms, talk.dialect());
                state = State.introduced(introduced.hello());
                wire.say(talk.dialect().greeting(terms));
                yield true;
            }
        };
    }

    private void trace(Command command) {
        switch (command) {
            case Command.Mail mail -> wire.trace().sender(mail.sender().text());
            case Command.Recipient recipient ->
                wire.trace().recipient(recipient.path().addressAt(terms.host()).text());
            default -> {}
        }
    }

    private Step offering(Command command, Step step) {
        return talk.seat().isPresent()
                        && command instanceof Command.Greet greet
                        && greet.hello().extended()
                        && step instanceof Step.Reply reply
                        && reply.reply().isPositive()
                ? new Step.Reply(reply.next(), XClient.offeredWith(reply.reply()))
                : step;
    }

    private boolean perform(Command command) throws IOException, UnavailableException {
        if (command instanceof Command.Quit) {
            end = End.QUIT;
        }
        if (wire.reader().pending() > 0 && !talk.manners().allowsMoreBehind(state, command)) {
            return hangUp(Replies.OUT_OF_STEP);
        }
        trace(command);
        int before = content.transactions();
        boolean goesOn = follow(offering(command, session.on(state, command)));
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
                pause(reply.next().pauseSince(state));
                state = reply.next();
                wire.say(reply.reply());
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
        owed = talk.dialect().verdicts(step.envelope());
        return switch (content.data(step, terms)) {
            case Outcome.Verdict verdict -> {
                sayAllButOne(verdict.reply());
                yield follow(session.received(step, verdict.reply()));
            }
            case Outcome.HangUp hangUp -> hangUp(hangUp.reply());
            case Outcome.Lost lost -> lost();
        };
    }

    private boolean receive(Step.ReceiveChunk step) throws IOException, UnavailableException {
        // should the application fail now, nothing of the transaction is left
        state = step.state().withoutTransaction();
        owed = step.chunk().last() ? talk.dialect().verdicts(step.envelope()) : 1;
        return switch (content.chunk(step, terms)) {
            case Outcome.Verdict verdict -> {
                sayAllButOne(verdict.reply());
                yield follow(session.received(step, verdict.reply()));
            }
            case Outcome.HangUp hangUp -> hangUp(hangUp.reply());
            case Outcome.Lost lost -> lost();
        };
    }

    /** The commit is one, so all recipients share its verdict; the last time it is said by the step that follows. */
    private void sayAllButOne(SmtpReply verdict) throws IOException {
        owed--;
        sayOwed(verdict);
    }

    private void sayOwed(SmtpReply reply) throws IOException {
        for (; owed > 0; owed--) {
            wire.say(reply);
        }
        owed = 1;
    }

    private <T> T ask(Function<SmtpEndpoint, T> question) throws UnavailableException {
        return lifeline.ask(application, question);
    }

    /** What was said before is heard before. */
    private void pause(Duration duration) throws IOException {
        if (!duration.isZero()) {
            wire.writer().flush();
            lifeline.pause(duration);
        }
    }

    private boolean hangUp(SmtpReply reply) throws IOException {
        if (end != End.QUIT) {
            end = End.HUNG_UP;
        }
        wire.say(reply);
        return false;
    }

    private boolean lost() throws IOException {
        Farewell farewell = lifeline.farewell();
        if (farewell != null) {
            wire.say(farewell.reply());
        }
        return false;
    }
}
