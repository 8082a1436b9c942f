package org.pabal.core.smtp.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.pabal.core.queue.DeliveryOutcome.Failed;
import org.pabal.core.queue.EnvelopeRecipient;
import org.pabal.core.smtp.client.ClientCommand.Kind;

/**
 * What can be sent of a message to a host, in the form that this host takes, and the commands that lead to it. What cannot be sent
 * fails before a word is said.
 */
final class TransactionPlan {
    private final OutboundMessage message;
    private final Deque<ClientCommand> commands;

    private TransactionPlan(OutboundMessage message, Deque<ClientCommand> commands) {
        this.message = message;
        this.commands = commands;
    }

    /**
     * Reads the content if the host does not take 8-bit messages.
     *
     * @param outcomes are settled for what cannot be sent
     */
    static TransactionPlan of(
            OutboundMessage original,
            Reports reports,
            Capabilities capabilities,
            EightBit eightBit,
            Outcomes outcomes) {
        EnvelopeCommands envelope = new EnvelopeCommands(original, capabilities);
        if (original.isBinary() && !capabilities.offersBinary()) {
            outcomes.settleRest(new Failed(reports.needsBinary()));
        }
        refuseUnsendable(original.recipients(), envelope, new Failed(reports.needsUtf8()), outcomes);
        OutboundMessage message = original;
        if (outcomes.anyOpen()) {
            Fitting fitting = Fitting.of(original, capabilities, eightBit, reports);
            fitting.refusal().ifPresent(outcomes::settleRest);
            message = fitting.message();
        }
        long octets = message.isBinary() ? message.content().octets() : WireSize.of(message.content());
        if (capabilities.isTooLarge(octets)) {
            outcomes.settleRest(
                    new Failed(reports.tooLarge(octets, capabilities.size().getAsLong())));
        }
        return new TransactionPlan(message, commands(message, envelope, octets, outcomes));
    }

    private static void refuseUnsendable(
            List<EnvelopeRecipient> recipients, EnvelopeCommands envelope, Failed refusal, Outcomes outcomes) {
        if (envelope.isUnsendable()) {
            outcomes.settleRest(refusal);
        }
        for (int i = 0; i < recipients.size(); i++) {
            if (envelope.isUnsendable(recipients.get(i))) {
                outcomes.settle(i, refusal);
            }
        }
    }

    private static Deque<ClientCommand> commands(
            OutboundMessage message, EnvelopeCommands envelope, long octets, Outcomes outcomes) {
        Deque<ClientCommand> commands = new ArrayDeque<>();
        if (!outcomes.anyOpen()) {
            return commands;
        }
        commands.add(ClientCommand.of(Kind.MAIL, envelope.mail(octets)));
        for (int i = 0; i < message.recipients().size(); i++) {
            if (!outcomes.isSettled(i)) {
                commands.add(ClientCommand.recipient(
                        i, envelope.recipient(message.recipients().get(i))));
            }
        }
        if (!message.isBinary() && !message.isProbe()) {
            commands.add(ClientCommand.of(Kind.DATA, "DATA\r\n"));
        }
        return commands;
    }

    /** The session has a transaction that has not ended. */
    void beginWithReset() {
        commands.addFirst(ClientCommand.of(Kind.RESET, "RSET\r\n"));
    }

    /** @return the message as it is to be sent */
    OutboundMessage message() {
        return message;
    }

    /** @return the next ones, which are not planned any more */
    List<ClientCommand> next(int most) {
        List<ClientCommand> next = new ArrayList<>();
        while (next.size() < most && !commands.isEmpty()) {
            next.add(commands.removeFirst());
        }
        return next;
    }

    boolean isOver() {
        return commands.isEmpty();
    }
}
