package org.pabal.connector;

import jakarta.resource.spi.UnavailableException;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pabal.core.smtp.ChunkReceiver;
import org.pabal.core.smtp.ContentReceiver;
import org.pabal.core.smtp.Limits;
import org.pabal.core.smtp.Reception;
import org.pabal.core.smtp.Replies;
import org.pabal.core.smtp.SessionTerms;
import org.pabal.core.smtp.SmtpReply;
import org.pabal.core.smtp.Step;

/**
 * Contents on their way from the wire to the application: by DATA in one go, by BDAT in chunks with commands between them. Knows
 * whether the next octet on the wire is content.
 */
final class ContentTransfer {
    private final Application application;
    private final Lifeline lifeline;
    private final Wire wire;
    private @Nullable ChunkReceiver chunks;
    private int transactions;
    private long octets;
    /** octets of the chunks at hand, kept or not */
    private long arrived;

    private boolean inContent;

    ContentTransfer(Application application, Lifeline lifeline, Wire wire) {
        this.application = application;
        this.lifeline = lifeline;
        this.wire = wire;
    }

    /** Whether it is known where the next command begins. */
    boolean isBetweenCommands() {
        return !inContent;
    }

    /** @return contents taken so far, whatever became of them */
    int transactions() {
        return transactions;
    }

    /** @return octets of these contents, with CRLF counted as two */
    long octets() {
        return octets;
    }

    /** A content in chunks must be fast enough as a whole, however its octets and its commands are spread. */
    void awaitCommand() {
        if (chunks == null) {
            lifeline.awaitCommand();
        } else {
            lifeline.awaitChunk(arrived);
        }
    }

    /** Takes the content of DATA, 354 included. */
    Outcome data(Step.Receive step, SessionTerms terms) throws IOException, UnavailableException {
        // content that has come before its 354 is content all the same, should the application fail now
        inContent = wire.reader().pending() > 0;
        Reception reception = lifeline.ask(
                application, app -> app.receive(terms, step.state().hello(), step.envelope(), step.verdicts()));
        boolean done = false;
        transactions++;
        inContent = true;
        try {
            wire.say(Replies.GO_AHEAD);
            ContentReceiver receiver = new ContentReceiver(terms, reception);
            ContentReceiver.Progress progress = transfer(receiver);
            octets += receiver.octets();
            wire.trace().content(receiver.octets());
            inContent = progress != ContentReceiver.Progress.END;
            Outcome outcome = switch (progress) {
                case END -> new Outcome.Verdict(inApplication(receiver::finish));
                case BROKEN -> new Outcome.HangUp(receiver.finish());
                case MORE -> new Outcome.Lost();
            };
            done = progress != ContentReceiver.Progress.MORE;
            return outcome;
        } finally {
            if (!done) {
                reception.abort();
            }
        }
    }

    /** Takes a chunk of BDAT; the first one opens a reception, the last one ends it. */
    Outcome chunk(Step.ReceiveChunk step, SessionTerms terms) throws IOException, UnavailableException {
        inContent = step.chunk().octets() > 0;
        boolean done = false;
        try {
            ChunkReceiver receiver = chunks == null ? begin(step, terms) : chunks;
            receiver.announce(step.chunk().octets());
            if (receiver.isRefused() && step.chunk().octets() > Limits.DISCARDED) {
                return new Outcome.HangUp(receiver.endOfChunk(0));
            }
            if (!read(step.chunk().octets(), receiver)) {
                return new Outcome.Lost();
            }
            inContent = false;
            octets += step.chunk().octets();
            wire.trace().content(step.chunk().octets());
            SmtpReply reply = step.chunk().last()
                    ? inApplication(receiver::finish)
                    : receiver.endOfChunk(step.chunk().octets());
            done = reply.isPositive() && !step.chunk().last();
            return new Outcome.Verdict(reply);
        } finally {
            if (!done) {
                forget();
            }
        }
    }

    /** Reads the octets of a refused BDAT away. @return false at the end of the input */
    boolean skip(long count) throws IOException {
        inContent = true;
        beginChunks();
        boolean whole = read(count, null);
        inContent = !whole;
        wire.trace().content(count);
        return whole;
    }

    /** The transaction is over: chunks that have come are forgotten. */
    void forget() {
        ChunkReceiver begun = chunks;
        chunks = null;
        if (begun != null) {
            begun.abort();
        }
    }

    private ChunkReceiver begin(Step.ReceiveChunk step, SessionTerms terms) throws UnavailableException {
        Reception reception = lifeline.ask(
                application, app -> app.receive(terms, step.state().hello(), step.envelope(), step.verdicts()));
        transactions++;
        beginChunks();
        ChunkReceiver receiver = new ChunkReceiver(terms, step.envelope().body(), reception);
        chunks = receiver;
        return receiver;
    }

    private void beginChunks() {
        lifeline.beginContent();
        arrived = 0;
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

    /** @param receiver of these octets; null if nobody wants them
     * @return false if the input ended before */
    private boolean read(long count, @Nullable ChunkReceiver receiver) throws IOException {
        WireReader reader = wire.reader();
        if (count > reader.pending()) {
            reader.widen();
        }
        long left = count;
        while (left > 0) {
            lifeline.awaitContent(arrived);
            if (reader.pending() == 0 && !reader.fill()) {
                return false;
            }
            int piece = (int) Math.min(left, reader.pending());
            if (receiver != null) {
                lifeline.enterApplication();
                receiver.take(reader.buffer(), reader.start(), piece);
            }
            reader.consume(piece);
            left -= piece;
            arrived += piece;
        }
        lifeline.leaveApplication();
        return true;
    }

    private SmtpReply inApplication(Supplier<SmtpReply> ending) {
        lifeline.enterApplication();
        try {
            return ending.get();
        } finally {
            lifeline.leaveApplication();
        }
    }
}
