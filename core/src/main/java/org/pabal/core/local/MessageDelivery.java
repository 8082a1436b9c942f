package org.pabal.core.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.LocalPart;
import org.pabal.core.address.ReversePath;
import org.pabal.core.local.LocalDelivery.Forwarder;
import org.pabal.core.local.LocalDelivery.LocalMessage;
import org.pabal.core.local.LocalUsers.Resolution;
import org.pabal.core.local.Programs.ProgramCall;
import org.pabal.core.local.Programs.ProgramEnd;
import org.pabal.core.message.PrefixedContent;
import org.pabal.core.queue.DeliveryOutcome;

/** One message of a group: {@link #write} obeys the user's instructions, the group publishes, {@link #finish}. */
final class MessageDelivery {
    private final LocalMessage message;
    private final LocalUser user;
    private final LocalTerms terms;
    private final TraceLines trace;
    private final List<MaildirEntry> entries = new ArrayList<>();
    private final List<EmailAddress> forwards = new ArrayList<>();
    private final ProgramReport said = new ProgramReport();
    private int files;
    private int programs;

    MessageDelivery(LocalMessage message, LocalUser user, LocalTerms terms) {
        this.message = message;
        this.user = user;
        this.terms = terms;
        this.trace = new TraceLines(
                message.sender().towards(message.recipient()),
                message.recipient(),
                message.options().body().lineEnd());
    }

    /** Whether this user had the message already and got it back. */
    boolean isLooping() throws DeferralException {
        try {
            return HeaderLineSearch.find(trace.deliveredTo(), trace.lineEnd(), message.content());
        } catch (IOException e) {
            throw new DeferralException(Reports.READ_MESSAGE, e);
        }
    }

    /** Obeys the Maildir lines, up to the first that fails, and notes the forwards. */
    void write(List<Instruction> instructions, MaildirGroup maildirs) throws DeferralException, OverQuotaException {
        for (Instruction instruction : instructions) {
            switch (instruction) {
                case Instruction.Maildir maildir -> writeMaildir(maildir.path(), maildirs);
                case Instruction.Forward forward -> forwards.add(forward.address(terms.unqualifiedDomain()));
                case Instruction.Mbox mbox -> throw new IllegalStateException("delivered alone: " + mbox.path());
                case Instruction.Program program ->
                    throw new IllegalStateException("delivered alone: " + program.command());
            }
        }
    }

    /**
     * Obeys the lines one after the other, each done for good before the next begins: a program may look at what the lines
     * before it did.
     *
     * @return what the message comes to, if a program has it fail; then there are no forwards
     */
    Optional<DeliveryOutcome> obey(Resolution.Deliver deliver, HomeFiles home)
            throws DeferralException, OverQuotaException {
        for (Instruction instruction : deliver.instructions()) {
            switch (obey(instruction, deliver.defaultPart(), home)) {
                case DONE -> {}
                case DONE_WITH_ALL -> {
                    return Optional.empty();
                }
                case NEVER -> {
                    return Optional.of(new DeliveryOutcome.Failed(said.toString()));
                }
                case LATER -> {
                    return Optional.of(new DeliveryOutcome.Deferred(said.toString()));
                }
            }
        }
        return Optional.empty();
    }

    private ProgramStatus obey(Instruction instruction, Optional<String> defaultPart, HomeFiles home)
            throws DeferralException, OverQuotaException {
        switch (instruction) {
            case Instruction.Maildir maildir -> {
                home.deliver(maildir, trace.returnPathAndDeliveredTo(), message.content());
                files++;
            }
            case Instruction.Mbox mbox -> {
                home.append(mbox, trace.mboxStart(terms.clock().instant()), message.content());
                files++;
            }
            case Instruction.Forward forward -> forwards.add(forward.address(terms.unqualifiedDomain()));
            case Instruction.Program program -> {
                programs++;
                return run(program.command(), defaultPart);
            }
        }
        return ProgramStatus.DONE;
    }

    private ProgramStatus run(String command, Optional<String> defaultPart) throws DeferralException {
        Map<String, String> environment = ProgramEnvironment.of(
                trace,
                forwardSender(),
                user,
                defaultPart,
                trace.fromLine(terms.clock().instant()));
        try {
            return switch (terms.programs()
                    .run(new ProgramCall(command, user.home(), environment, message.content()))) {
                case ProgramEnd.Exited exited -> {
                    said.add(exited.output());
                    yield ProgramStatus.of(exited.status());
                }
                case ProgramEnd.OutOfTime late -> {
                    said.add(late.output());
                    said.add(Reports.PROGRAM_OUT_OF_TIME);
                    yield ProgramStatus.LATER;
                }
                case ProgramEnd.Forbidden forbidden -> {
                    said.add(forbidden.why());
                    yield ProgramStatus.LATER;
                }
            };
        } catch (IOException e) {
            throw new DeferralException(Reports.unableToRun(Reports.reason(e)), e);
        }
    }

    private void writeMaildir(String path, MaildirGroup maildirs) throws DeferralException, OverQuotaException {
        entries.add(maildirs.add(
                user.home(), HomePath.require(user.home(), path), trace.returnPathAndDeliveredTo(), message.content()));
        files++;
    }

    /** Takes back what no reader of a Maildir has seen yet. */
    void withdraw(Exception failure) {
        entries.forEach(entry -> entry.withdraw(failure));
    }

    /** Sends the forwards, if all the rest is done. */
    DeliveryOutcome finish(Forwarder forwarder) throws DeferralException {
        for (MaildirEntry entry : entries) {
            entry.requirePublished();
            terms.tellUsageTrouble(message.recipient(), entry);
        }
        said.add("did " + files + "+" + forwards.size() + "+" + programs + "\n");
        String done = said.toString();
        if (forwards.isEmpty()) {
            return new DeliveryOutcome.Delivered(done);
        }
        ForwardResult result = forwarder.forward(
                forwardSender(),
                List.copyOf(forwards),
                message.options().forwarded(),
                PrefixedContent.of(trace.deliveredToLine(), message.content()));
        return switch (result) {
            case ForwardResult.Queued queued -> new DeliveryOutcome.Delivered(done + "qp " + queued.queueId() + "\n");
            case ForwardResult.TryLater later -> new DeliveryOutcome.Deferred(Reports.unableToForward(later.reason()));
            case ForwardResult.Refused refused -> new DeliveryOutcome.Failed(Reports.unableToForward(refused.reason()));
        };
    }

    /** A list's owner gets the bounces of what it sends on, if wanted at an address for each subscriber (NEWSENDER). */
    private ReversePath forwardSender() throws DeferralException {
        boolean isBounce =
                trace.sender() instanceof ReversePath.Null || trace.sender() instanceof ReversePath.DoubleBounce;
        if (isBounce || !DotQmailFile.exists(user.home(), user.qmailFile("-owner"))) {
            return trace.sender();
        }
        boolean verp = DotQmailFile.exists(user.home(), user.qmailFile("-owner-default"));
        String owner = message.recipient().local().text() + (verp ? "-owner-" : "-owner");
        if (owner.length() > LocalPart.MAX_LENGTH) {
            return trace.sender();
        }
        EmailAddress address =
                new EmailAddress(new LocalPart(owner), message.recipient().domain());
        return verp ? new ReversePath.Verp(address) : ReversePath.of(address);
    }
}
