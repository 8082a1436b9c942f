package org.pabal.connector;

import jakarta.resource.spi.UnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.pabal.core.smtp.Command;
import org.pabal.core.smtp.ContentReceiver;
import org.pabal.core.smtp.Reception;
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
    private Talk talk;
    private SessionTerms terms;
    private SmtpSession session;
    private State state = State.CONNECTED;
    private End end = End.LOST;
    private int transactions;
    private long octets;
    private boolean inContent;
    /** replies to the content that is being received */
    private int owed = 1;

    Exchange(SessionTerms terms, Talk talk, Application application, Lifeline lifeline, Wire wire) {
        this.terms = terms;
        this.talk = talk;
        this.session = new SmtpSession(terms, talk.dialect());
        this.application = application;
        this.lifeline = lifeline;
        this.wire = wire;
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
        wire.writer().say(talk.dialect().greeting(terms));
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
            case TOO_LONG -> perform(new Command.Faulty(Replies.LINE_TOO_LONG));
            case MALFORMED -> hangUp(Replies.BAD_LINE);
            case END_OF_INPUT -> lost();
        };
    }

    /** It does if it is known where the next command begins. */
    @Override
    public boolean survives() throws IOException {
        if (!inContent) {
            sayOwed(Replies.TROUBLE);
        }
        return !inContent;
    }

    @Override
    public void fail(SmtpReply reply) throws IOException {
        end = End.TROUBLE;
        wire.writer().say(reply);
    }

    @Override
    public SessionTerms terms() {
        return terms;
    }

    @Override
    public SessionSummary summary() {
        Farewell farewell = lifeline.farewell();
        return new SessionSummary(transactions, octets, end == End.LOST && farewell != null ? farewell.end() : end);
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
        wire.writer().say(step.reply());
        wire.writer().flush();
        state = step.next();
        return secure();
    }

    private boolean line(WireReader reader) throws IOException, UnavailableException {
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
        if (!talk.seat().orElseThrow().sit(introduced.peer().address())) {
            return hangUp(Replies.TOO_MANY_SESSIONS);
        }
        return switch (ask(app -> app.admit(introduced.peer()))) {
            case Admission.Deny deny -> hangUp(Replies.CLIENT_DENIED);
            case Admission.Refuse refuse -> hangUp(refuse.reply());
            case Admission.Welcome welcome -> {
                SessionTerms before = terms;
                SessionSummary over = new SessionSummary(transactions, octets, End.QUIT);
                ask(app -> {
                    app.ended(before, over);
                    return true;
                });
                transactions = 0;
                octets = 0;
                talk = talk.with(welcome.manners());
                terms = welcome.terms().with(before.tls());
                session = new SmtpSession(terms, talk.dialect());
                state = State.introduced(introduced.hello());
                wire.writer().say(talk.dialect().greeting(terms));
                yield true;
            }
        };
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
        int before = transactions;
        boolean goesOn = follow(offering(command, session.on(state, command)));
        // DATA ends a group of pipelined commands (RFC 2920 §3.1): what came with a refused one is content, not
        // commands
        if (command instanceof Command.Data
                && transactions == before
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
                wire.writer().say(reply.reply());
                yield true;
            }
            case Step.StartTls startTls -> startTls(startTls);
            case Step.Close close -> hangUp(close.reply());
            case Step.AskSender q ->
                follow(session.decided(q, ask(app -> app.sender(terms, q.sender(), q.parameters()))));
            case Step.AskRecipient q ->
                follow(session.decided(q, ask(app -> app.recipient(terms, q.sender(), q.recipient()))));
            case Step.Receive receive -> receive(receive);
        };
    }

    private boolean receive(Step.Receive step) throws IOException, UnavailableException {
        state = step.state();
        // content that has come before its 354 is content all the same, should the application fail now
        inContent = wire.reader().pending() > 0;
        Reception reception = ask(app -> app.receive(terms, state.hello(), step.envelope()));
        boolean done = false;
        transactions++;
        owed = talk.dialect().verdicts(step);
        inContent = true;
        try {
            wire.writer().say(Replies.GO_AHEAD);
            ContentReceiver receiver = new ContentReceiver(terms, reception);
            ContentReceiver.Progress progress = transfer(receiver);
            octets += receiver.octets();
            inContent = progress != ContentReceiver.Progress.END;
            boolean goesOn = switch (progress) {
                case END -> verdict(step, finish(receiver));
                case BROKEN -> hangUp(receiver.finish());
                case MORE -> lost();
            };
            done = progress != ContentReceiver.Progress.MORE;
            return goesOn;
        } finally {
            if (!done) {
                reception.abort();
            }
        }
    }

    /** @return {@code MORE} if the input ended before the content */
    private ContentReceiver.Progress transfer(ContentReceiver receiver) throws IOException {
        WireReader reader = wire.reader();
        lifeline.beginContent();
        reader.widen();
        ContentReceiver.Progress progress = ContentReceiver.Progress.MORE;
        while (progress == ContentReceiver.Progress.MORE) {
            lifeline.awaitContent(receiver.octets());
            if (reader.pending() == 0 && !reader.fill()) {
                return progress;
            }
            lifeline.enterApplication();
            progress = receiver.take(reader.buffer(), reader.start(), reader.pending());
            reader.consume(receiver.consumed());
        }
        lifeline.leaveApplication();
        return progress;
    }

    /** The commit is one, so all recipients share its verdict. */
    private boolean verdict(Step.Receive step, SmtpReply reply) throws IOException, UnavailableException {
        owed--;
        sayOwed(reply);
        return follow(session.received(step, reply));
    }

    private void sayOwed(SmtpReply reply) throws IOException {
        for (; owed > 0; owed--) {
            wire.writer().say(reply);
        }
        owed = 1;
    }

    private SmtpReply finish(ContentReceiver receiver) {
        lifeline.enterApplication();
        try {
            return receiver.finish();
        } finally {
            lifeline.leaveApplication();
        }
    }

    private <T> T ask(Function<SmtpEndpoint, T> question) throws UnavailableException {
        lifeline.enterApplication();
        try {
            return application.ask(question);
        } finally {
            lifeline.leaveApplication();
        }
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
