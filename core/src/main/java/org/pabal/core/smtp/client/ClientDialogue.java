package org.pabal.core.smtp.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pabal.core.queue.DeliveryOutcome;
import org.pabal.core.queue.DeliveryOutcome.Deferred;
import org.pabal.core.queue.DeliveryOutcome.Delivered;
import org.pabal.core.queue.DeliveryOutcome.Failed;
import org.pabal.core.smtp.SmtpReply;
import org.pabal.core.smtp.client.ClientCommand.Kind;
import org.pabal.core.smtp.client.TransactionResult.Afterwards;

/**
 * One transaction in an open session: MAIL, RCPT for each recipient, DATA, the content; in groups where the peer offers
 * PIPELINING (RFC 2920), else one by one. Reports and their meaning are qmail-remote's and qmail-rspawn's; stricter than
 * they, only a 3xx opens the data and only a 2xx accepts anything, for any other answer to these means the two sides are out
 * of step. What becomes of octets above 127 where 8BITMIME is not offered is a setting ({@link EightBit}).
 */
public final class ClientDialogue implements ClientAutomaton, ClientStep.Progress {
    /** Replies outstanding at once. Few enough for their octets to fit the peer's send window: no deadlock (RFC 2920 §3.1). */
    static final int GROUP = 50;

    /** Recipients that every server must take; a 552 beyond means "too many" (RFC 5321 §4.5.3.1.10). */
    private static final int GUARANTEED_RECIPIENTS = 100;

    private final OutboundMessage message;
    private final Capabilities capabilities;
    private final Standing standing;
    private final Reports reports;
    private final Outcomes outcomes;
    private final TransactionPlan plan;
    private final Deque<ClientCommand> awaited = new ArrayDeque<>();
    private Afterwards afterwards = Afterwards.RESET;
    private boolean senderTaken;
    private int recipientsTaken;
    private boolean dataOpen;
    private boolean finalDotSent;
    private @Nullable TransactionResult result;

    /** Reads the content if the host does not take 8-bit messages.
     *
     * @param reports of the host */
    public ClientDialogue(
            OutboundMessage message, Reports reports, Capabilities capabilities, Standing standing, EightBit eightBit) {
        this.capabilities = capabilities;
        this.standing = standing;
        this.reports = reports;
        this.outcomes = new Outcomes(message.recipients().size());
        this.plan = TransactionPlan.of(message, reports, capabilities, eightBit, outcomes);
        this.message = plan.message();
        if (!outcomes.anyOpen()) {
            finish(standing == Standing.UNFINISHED ? Afterwards.RESET : Afterwards.KEEP);
        } else if (standing == Standing.UNFINISHED) {
            plan.beginWithReset();
        }
    }

    @Override
    public ClientStep next() {
        if (result != null) {
            return new ClientStep.End();
        }
        if (!awaited.isEmpty()) {
            return new ClientStep.Listen(awaited.getFirst().kind().limit());
        }
        if (!dataOpen) {
            return new ClientStep.Send(send(plan.next(capabilities.offers(Extension.PIPELINING) ? GROUP : 1)));
        }
        if (outcomes.anyOpen()) {
            awaited.add(ClientCommand.of(Kind.FINAL_DOT, ""));
            if (message.isBinary()) {
                return new ClientStep.SendChunk(message.content(), this);
            }
            return new ClientStep.SendContent(message.content(), this);
        }
        // DATA was sent along with recipients that were all refused, and accepted all the same (RFC 2920 §3.1)
        awaited.add(ClientCommand.of(Kind.LONE_DOT, ""));
        return new ClientStep.Send(".\r\n");
    }

    private String send(List<ClientCommand> commands) {
        awaited.addAll(commands);
        return commands.stream().map(ClientCommand::line).collect(Collectors.joining());
    }

    @Override
    public void heard(Heard heard) {
        ClientCommand command = awaited.removeFirst();
        switch (heard) {
            case Heard.Noise noise -> giveUp(command, noise.text());
            case Heard.Reply said -> understood(command, said.reply(), said.text());
        }
        if (result == null && message.isBinary() && plan.isOver() && awaited.isEmpty() && outcomes.anyOpen()) {
            // no command opens the way for a chunk: all that is left is to send it
            dataOpen = true;
        }
        if (result == null && awaited.isEmpty() && !dataOpen && (plan.isOver() || !outcomes.anyOpen())) {
            finish(afterwards);
        }
    }

    private void understood(ClientCommand command, SmtpReply reply, String text) {
        if (reply.code() == 421) {
            giveUp(command, text);
            return;
        }
        switch (command.kind()) {
            case RESET -> {
                if (!isYes(reply)) {
                    result = new TransactionResult.Stale();
                }
            }
            case MAIL -> mailAnswered(reply, text);
            case RECIPIENT -> recipientAnswered(command.recipient(), reply, text);
            case DATA -> dataAnswered(reply, text);
            case FINAL_DOT -> {
                outcomes.settleRest(
                        isYes(reply)
                                ? new Delivered(reports.accepted(text), capabilities.offers(Extension.DSN))
                                : DeliveryOutcome.of(reply, reports.failedAfterMessage(text)));
                finish(afterFinalDot(reply));
            }
            case LONE_DOT -> finish(afterwards);
        }
    }

    private void mailAnswered(SmtpReply reply, String text) {
        if (isYes(reply)) {
            senderTaken = true;
        } else if (standing != Standing.FRESH) {
            // some hosts count the transactions of a session; a fresh one will tell whether it is the sender they
            // refuse
            result = new TransactionResult.Stale();
        } else {
            outcomes.settleRest(refusal(reply, reports.senderRejected(text)));
            afterwards = reply.isPermanent() ? Afterwards.RESET : Afterwards.QUIT;
        }
    }

    private void recipientAnswered(int recipient, SmtpReply reply, String text) {
        if (isYes(reply)) {
            recipientsTaken++;
            if (message.isProbe()) {
                outcomes.settle(recipient, new Delivered(reports.recipientTaken(text)));
            }
        } else if (reply.code() == 552 && recipientsTaken >= GUARANTEED_RECIPIENTS) {
            outcomes.settle(recipient, new Deferred(reports.recipientRefused(text)));
        } else {
            outcomes.settle(recipient, refusal(reply, reports.recipientRefused(text)));
        }
    }

    private void dataAnswered(SmtpReply reply, String text) {
        if (reply.code() / 100 == 3) {
            dataOpen = true;
            return;
        }
        if (isYes(reply)) {
            // an answer to something else: perhaps the recipients' answers were, too
            outcomes.settleAnew(new Deferred(reports.failedOnData(text)));
        } else {
            outcomes.settleRest(refusal(reply, reports.failedOnData(text)));
        }
        afterwards = switch (reply.code() / 100) {
            case 4 -> Afterwards.QUIT;
            case 5 -> Afterwards.RESET;
            default -> Afterwards.DROP;
        };
    }

    private static boolean isYes(SmtpReply reply) {
        return reply.code() / 100 == 2;
    }

    private static DeliveryOutcome refusal(SmtpReply reply, String report) {
        return reply.isPermanent() ? new Failed(report) : new Deferred(report);
    }

    private static Afterwards afterFinalDot(SmtpReply reply) {
        return switch (reply.code() / 100) {
            case 2, 5 -> Afterwards.KEEP;
            case 4 -> Afterwards.QUIT;
            default -> Afterwards.DROP;
        };
    }

    /** The peer closes (421), or cannot be understood: whatever has no outcome yet is worth another attempt. */
    private void giveUp(ClientCommand command, String text) {
        if (isStillStale()) {
            result = new TransactionResult.Stale();
            return;
        }
        switch (command.kind()) {
            case RESET, MAIL -> outcomes.settleRest(new Deferred(reports.senderRejected(text)));
            case RECIPIENT -> {
                outcomes.settle(command.recipient(), new Deferred(reports.recipientRefused(text)));
                outcomes.settleRest(new Deferred(reports.died(text)));
            }
            case DATA -> outcomes.settleRest(new Deferred(reports.failedOnData(text)));
            case FINAL_DOT -> outcomes.settleRest(new Deferred(reports.failedAfterMessage(text)));
            case LONE_DOT -> outcomes.settleRest(new Deferred(reports.died(text)));
        }
        finish(Afterwards.DROP);
    }

    private boolean isStillStale() {
        return standing != Standing.FRESH && !senderTaken;
    }

    @Override
    public void lost() {
        if (isStillStale()) {
            result = new TransactionResult.Stale();
            return;
        }
        outcomes.settleRest(new Deferred(finalDotSent ? reports.diedPossibleDuplicate() : reports.died()));
        finish(Afterwards.DROP);
    }

    @Override
    public void finalDotUnderWay() {
        finalDotSent = true;
    }

    @Override
    public void contentUnreadable() {
        outcomes.settleRest(new Deferred(Reports.UNREADABLE));
        finish(Afterwards.DROP);
    }

    private void finish(Afterwards then) {
        // whoever only asked leaves nothing behind
        boolean leave = message.isProbe() && then != Afterwards.DROP;
        result = new TransactionResult.Settled(outcomes.all(), leave ? Afterwards.QUIT : then);
    }

    /** @throws IllegalStateException before {@link #next()} has said the end */
    public TransactionResult result() {
        if (result == null) {
            throw new IllegalStateException("the transaction is not over");
        }
        return result;
    }
}
