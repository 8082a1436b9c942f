package org.pabal.connector;

import jakarta.resource.spi.UnavailableException;
import org.pabal.core.smtp.Command;
import org.pabal.core.smtp.Manners;
import org.pabal.core.smtp.Peer;
import org.pabal.core.smtp.Replies;
import org.pabal.core.smtp.SessionTerms;
import org.pabal.core.smtp.SmtpEndpoint.Admission;
import org.pabal.core.smtp.SmtpEndpoint.Hello;
import org.pabal.core.smtp.SmtpEndpoint.SessionSummary;
import org.pabal.core.smtp.SmtpReply;
import org.pabal.core.smtp.Step;
import org.pabal.core.smtp.XClient;

/** XCLIENT of a proxy that may say it: its session ends, and one with the rights of the client it speaks for begins. */
final class Introduction {
    private final Seat seat;
    private final Application application;
    private final Lifeline lifeline;
    private final Wire wire;

    /** What came of it. */
    sealed interface Result {
        /** Another session begins, whose client may have greeted already. */
        record Begun(SessionTerms terms, Manners manners, Hello hello) implements Result {}

        /** The command is answered so, and nothing has changed. */
        record Refused(SmtpReply reply) implements Result {}

        /** Say this and close. */
        record HangUp(SmtpReply reply) implements Result {}
    }

    /** @param seat becomes the client's */
    Introduction(Seat seat, Application application, Lifeline lifeline, Wire wire) {
        this.seat = seat;
        this.application = application;
        this.lifeline = lifeline;
        this.wire = wire;
    }

    /** Whether the line just read is one. */
    static boolean isOne(WireReader reader) {
        return XClient.isOne(reader.buffer(), reader.lineStart(), reader.lineLength());
    }

    /** @return the step with the offer of XCLIENT, if it is the answer to EHLO */
    static Step offering(Command command, Step step) {
        return command instanceof Command.Greet greet
                        && greet.hello().extended()
                        && step instanceof Step.Reply reply
                        && reply.reply().isPositive()
                ? new Step.Reply(reply.next(), XClient.offeredWith(reply.reply()))
                : step;
    }

    /** Carries out the line just read.
     *
     * @param over the session so far */
    Result of(WireReader reader, SessionTerms before, SessionSummary over) throws UnavailableException {
        return switch (XClient.parse(reader.buffer(), reader.lineStart(), reader.lineLength(), before.peer())) {
            case XClient.Parsed.Malformed malformed -> new Result.Refused(malformed.reply());
            case XClient.Parsed.Introduced introduced -> begin(introduced, before, over);
        };
    }

    private Result begin(XClient.Parsed.Introduced introduced, SessionTerms before, SessionSummary over)
            throws UnavailableException {
        if (!seat.sit(introduced.peer().address())) {
            return new Result.HangUp(Replies.TOO_MANY_SESSIONS);
        }
        Peer peer = seat.begins(introduced.peer());
        return switch (lifeline.ask(application, app -> app.admit(peer))) {
            case Admission.Deny deny -> new Result.HangUp(Replies.CLIENT_DENIED);
            case Admission.Refuse refuse -> new Result.HangUp(refuse.reply());
            case Admission.Welcome welcome -> {
                end(before, over);
                application.traces().ifPresent(traces -> wire.trace().begin(traces, peer.traced()));
                yield new Result.Begun(welcome.terms().with(before.tls()), welcome.manners(), introduced.hello());
            }
        };
    }

    private void end(SessionTerms before, SessionSummary over) throws UnavailableException {
        wire.trace().end(over.end().word());
        lifeline.ask(application, app -> {
            app.ended(before, over);
            return true;
        });
    }
}
