package org.pabal.connector;

import jakarta.resource.spi.UnavailableException;
import java.io.IOException;
import org.pabal.core.smtp.Dialect;
import org.pabal.core.smtp.SessionTerms;
import org.pabal.core.smtp.SmtpEndpoint.SessionSummary;
import org.pabal.core.smtp.SmtpEndpoint.SessionSummary.End;
import org.pabal.core.smtp.SmtpReply;
import org.pabal.core.smtp.Step;

/** The contents of a session and the replies to them: one for each, or in LMTP one for each recipient (RFC 2033 §4.2). */
final class Intake {
    private final Wire wire;
    private final Dialect dialect;
    private final ContentTransfer transfer;
    /** replies to the content that is being received */
    private int owed = 1;

    Intake(Application application, Lifeline lifeline, Wire wire, Dialect dialect) {
        this.wire = wire;
        this.dialect = dialect;
        this.transfer = new ContentTransfer(application, lifeline, wire);
    }

    /** As {@link ContentTransfer#awaitCommand}. */
    void awaitCommand() {
        transfer.awaitCommand();
    }

    /** Takes the content of DATA. A verdict has been said to all recipients but one. */
    Outcome data(Step.Receive step, SessionTerms terms) throws IOException, UnavailableException {
        owed = dialect.verdicts(step.envelope());
        return saidToAllButOne(transfer.data(step, terms));
    }

    /** Takes a chunk of BDAT. A verdict has been said to all recipients but one. */
    Outcome chunk(Step.ReceiveChunk step, SessionTerms terms) throws IOException, UnavailableException {
        owed = step.chunk().last() ? dialect.verdicts(step.envelope()) : 1;
        return saidToAllButOne(transfer.chunk(step, terms));
    }

    /** As {@link ContentTransfer#skip}. */
    boolean skip(long octets) throws IOException {
        return transfer.skip(octets);
    }

    /** The application failed. @return whether it is known where the next command begins; then all replies owed were this */
    boolean survives(SmtpReply reply) throws IOException {
        boolean known = transfer.isBetweenCommands();
        if (known) {
            sayOwed(reply);
        }
        return known;
    }

    /** As {@link ContentTransfer#forget}. */
    void forget() {
        transfer.forget();
    }

    int transactions() {
        return transfer.transactions();
    }

    /** What has come so far, of a session that ends so. */
    SessionSummary summary(End end) {
        return new SessionSummary(transfer.transactions(), transfer.octets(), end);
    }

    /** The commit is one, so all recipients share its verdict; the last time it is said by the step that follows. */
    private Outcome saidToAllButOne(Outcome outcome) throws IOException {
        if (outcome instanceof Outcome.Verdict verdict) {
            owed--;
            sayOwed(verdict.reply());
        }
        return outcome;
    }

    private void sayOwed(SmtpReply reply) throws IOException {
        for (; owed > 0; owed--) {
            wire.say(reply);
        }
        owed = 1;
    }
}
