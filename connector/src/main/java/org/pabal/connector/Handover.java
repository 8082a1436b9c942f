package org.pabal.connector;

import jakarta.resource.spi.UnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.pabal.core.qmtp.Netstrings;
import org.pabal.core.qmtp.Request;
import org.pabal.core.qmtp.RequestParser;
import org.pabal.core.qmtp.RequestParser.Form;
import org.pabal.core.qmtp.RequestParser.Progress;
import org.pabal.core.smtp.SessionTerms;
import org.pabal.core.smtp.SmtpEndpoint.SessionSummary;
import org.pabal.core.smtp.SmtpEndpoint.SessionSummary.End;
import org.pabal.core.smtp.SmtpReply;

/**
 * QMTP and QMQP: whole messages in, answers out. Nothing is said unasked: whoever breaks the protocol, is too slow or meets
 * trouble of ours sees the connection close, which means the same to its queue as a temporary failure.
 */
final class Handover implements Dialogue {
    private final SessionTerms terms;
    private final Form form;
    private final Lifeline lifeline;
    private final Wire wire;
    private final Judgement judgement;
    private End end = End.LOST;
    private int transactions;
    private long octets;

    Handover(SessionTerms terms, Form form, Application application, Lifeline lifeline, Wire wire) {
        this.terms = terms;
        this.form = form;
        this.lifeline = lifeline;
        this.wire = wire;
        this.judgement = new Judgement(terms, form, application, lifeline);
    }

    @Override
    public boolean begin() {
        return true;
    }

    @Override
    public boolean step() throws IOException, UnavailableException {
        lifeline.awaitCommand();
        WireReader reader = wire.reader();
        if (lifeline.farewell() != null) {
            return false;
        }
        if (reader.pending() == 0 && !reader.fill()) {
            // between two messages this is how a client ends
            end = lifeline.farewell() == null ? End.QUIT : End.LOST;
            return false;
        }
        try (HeldContent content = new HeldContent()) {
            RequestParser parser = new RequestParser(form, terms.maxRecipients(), terms.maxOctets(), content);
            return switch (transfer(parser)) {
                case END -> answer(parser.request(), content);
                case BROKEN -> {
                    end = End.HUNG_UP;
                    yield false;
                }
                case MORE -> false;
            };
        }
    }

    @Override
    public boolean survives() {
        return false;
    }

    @Override
    public void fail(SmtpReply reply) {
        end = End.TROUBLE;
    }

    /** Each request keeps its content in itself. */
    @Override
    public void forget() {}

    @Override
    public SessionTerms terms() {
        return terms;
    }

    @Override
    public SessionSummary summary() {
        Farewell farewell = lifeline.farewell();
        return new SessionSummary(transactions, octets, end == End.LOST && farewell != null ? farewell.end() : end);
    }

    /** @return {@code MORE} if the input ended before the request */
    private Progress transfer(RequestParser parser) throws IOException {
        WireReader reader = wire.reader();
        lifeline.beginContent();
        reader.widen();
        Progress progress = Progress.MORE;
        while (progress == Progress.MORE) {
            lifeline.awaitContent(parser.taken());
            if (reader.pending() == 0 && !reader.fill()) {
                return progress;
            }
            progress = parser.take(reader.buffer(), reader.start(), reader.pending());
            reader.consume(parser.consumed());
        }
        lifeline.leaveApplication();
        return progress;
    }

    private void trace(Request request) {
        wire.trace().content(request.octets());
        wire.trace().envelope("sender", request.sender());
        wire.trace().sender(request.sender());
        for (String recipient : request.recipients()) {
            wire.trace().envelope("recipient", recipient);
            wire.trace().recipient(recipient);
        }
    }

    private boolean answer(Request request, HeldContent content) throws IOException, UnavailableException {
        transactions++;
        octets += request.octets();
        trace(request);
        for (SmtpReply answer : judgement.of(request, content)) {
            byte[] netstring = Netstrings.answer(answer);
            wire.trace().reply(() -> new String(netstring, StandardCharsets.US_ASCII));
            wire.writer().write(netstring);
        }
        if (judgement.isExhausted()) {
            end = End.HUNG_UP;
            return false;
        }
        if (form == Form.QMQP) {
            end = End.QUIT;
            return false;
        }
        return true;
    }
}
