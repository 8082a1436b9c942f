package org.pabal.connector;

import jakarta.resource.spi.UnavailableException;
import java.io.IOException;
import java.time.Duration;
import org.pabal.core.smtp.Command;
import org.pabal.core.smtp.Replies;
import org.pabal.core.smtp.SessionTerms;
import org.pabal.core.smtp.SmtpEndpoint.SessionSummary;
import org.pabal.core.smtp.SmtpEndpoint.SessionSummary.End;
import org.pabal.core.smtp.SmtpReply;

/** The part of a conversation between greeting and close: lines in, commands to those who carry them out. */
final class Exchange implements Dialogue {
    private final Application application;
    private final Lifeline lifeline;
    private final Wire wire;
    private final Ending ending;
    private final Steps steps;
    private Talk talk;

    Exchange(SessionTerms terms, Talk talk, Application application, Lifeline lifeline, Wire wire) {
        this.talk = talk;
        this.application = application;
        this.lifeline = lifeline;
        this.wire = wire;
        this.ending = new Ending(lifeline, wire);
        this.steps = new Steps(application, lifeline, wire, ending, new Steps.Start(terms, talk.dialect()));
    }

    @Override
    public boolean begin() throws IOException, UnavailableException {
        if (wire.beginsWithHandshake() && !steps.secure()) {
            return false;
        }
        Duration delay = talk.manners().greetDelay();
        if (!delay.isZero() && !waitsForGreeting(delay)) {
            return false;
        }
        wire.say(talk.dialect().greeting(terms()));
        return true;
    }

    /** @return whether the peer is silent for so long, as one that reads greetings is */
    private boolean waitsForGreeting(Duration delay) throws IOException {
        lifeline.awaitGreeting(delay);
        if (!wire.reader().hearsWithin(wire.socket(), delay)) {
            return true;
        }
        return wire.reader().pending() > 0 ? ending.hangUp(Replies.TALKED_EARLY) : ending.lost();
    }

    /** Reads one command and carries it out. @return whether the session goes on */
    @Override
    public boolean step() throws IOException, UnavailableException {
        if (lifeline.farewell() != null) {
            return ending.lost();
        }
        steps.intake().awaitCommand();
        WireReader reader = wire.reader();
        return switch (reader.next()) {
            case COMPLETE -> line(reader);
            case TOO_LONG -> {
                wire.trace().unreadable("a line too long");
                yield perform(new Command.Faulty(Replies.LINE_TOO_LONG));
            }
            case MALFORMED -> {
                wire.trace().unreadable("a bare CR, a bare LF or a NUL");
                yield ending.hangUp(Replies.BAD_LINE);
            }
            case END_OF_INPUT -> ending.lost();
        };
    }

    /** It does if it is known where the next command begins. */
    @Override
    public boolean survives() throws IOException {
        return steps.intake().survives(Replies.TROUBLE);
    }

    @Override
    public void fail(SmtpReply reply) throws IOException {
        ending.trouble(reply);
    }

    @Override
    public SessionTerms terms() {
        return steps.terms();
    }

    @Override
    public void forget() {
        steps.intake().forget();
    }

    @Override
    public SessionSummary summary() {
        return steps.intake().summary(ending.end());
    }

    private boolean line(WireReader reader) throws IOException, UnavailableException {
        wire.trace().command(reader.buffer(), reader.lineStart(), reader.lineLength());
        if (talk.seat().isPresent() && Introduction.isOne(reader)) {
            return introduce(new Introduction(talk.seat().get(), application, lifeline, wire), reader);
        }
        return perform(talk.dialect().parse(reader.buffer(), reader.lineStart(), reader.lineLength()));
    }

    private boolean introduce(Introduction introduction, WireReader reader) throws IOException, UnavailableException {
        if (steps.inTransaction()) {
            return perform(new Command.Faulty(Replies.IN_TRANSACTION));
        }
        SessionSummary over = steps.intake().summary(End.QUIT);
        return switch (introduction.of(reader, terms(), over)) {
            case Introduction.Result.Refused refused -> perform(new Command.Faulty(refused.reply()));
            case Introduction.Result.HangUp hangUp -> ending.hangUp(hangUp.reply());
            case Introduction.Result.Begun begun -> {
                talk = talk.with(begun.manners());
                steps.beginAnew(begun);
                wire.say(talk.dialect().greeting(terms()));
                yield true;
            }
        };
    }

    private boolean perform(Command command) throws IOException, UnavailableException {
        if (command instanceof Command.Quit) {
            ending.quit();
        }
        if (wire.reader().pending() > 0 && !talk.manners().allowsMoreBehind(steps.state(), command)) {
            return ending.hangUp(Replies.OUT_OF_STEP);
        }
        trace(command);
        int before = steps.intake().transactions();
        boolean goesOn = steps.perform(command, talk.seat().isPresent());
        if (!steps.inTransaction()) {
            steps.intake().forget();
        }
        // DATA ends a group of pipelined commands (RFC 2920 §3.1): what came with a refused one is content, not
        // commands
        if (command instanceof Command.Data
                && steps.intake().transactions() == before
                && wire.reader().pending() > 0) {
            return ending.cutOff();
        }
        return goesOn;
    }

    private void trace(Command command) {
        switch (command) {
            case Command.Mail mail -> wire.trace().sender(mail.sender().text());
            case Command.Recipient recipient ->
                wire.trace()
                        .recipient(recipient.path().addressAt(terms().host()).text());
            default -> {}
        }
    }
}
