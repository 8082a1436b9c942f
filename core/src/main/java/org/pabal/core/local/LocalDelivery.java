package org.pabal.core.local;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.local.LocalUsers.Resolution;
import org.pabal.core.message.Content;
import org.pabal.core.queue.BodyType;
import org.pabal.core.queue.DeliveryOutcome;
import org.pabal.core.queue.MailOptions;

/**
 * qmail-local for a group of messages: they share the syncs of Maildirs, everything else is each message's own.
 *
 * <p>Order: all messages are written, then all Maildir files published, then each message's forwards sent. A message whose one
 * instruction fails is deferred as a whole. What it has written into Maildirs is taken back if it is not published yet.
 *
 * <p>A message that may take long, because of a program or an mbox, is delivered alone, one line after the other; what is done
 * when a line fails stays done, and is done again with the next attempt.
 */
public final class LocalDelivery {
    private final LocalUsers users;
    private final Forwarder forwarder;
    private final LocalTerms terms;

    public LocalDelivery(LocalUsers users, Forwarder forwarder, LocalTerms terms) {
        this.users = users;
        this.forwarder = forwarder;
        this.terms = terms;
    }

    /**
     * A message for one recipient.
     *
     * @param sender as queued: a VERP sender is directed to the recipient here
     * @param recipient as rewritten, a virtual domain's prefix included
     */
    public record LocalMessage(ReversePath sender, EmailAddress recipient, MailOptions options, Content content) {
        /** A message about which nothing is known. */
        public LocalMessage(ReversePath sender, EmailAddress recipient, Content content) {
            this(sender, recipient, MailOptions.of(BodyType.EIGHT_BIT_MIME), content);
        }
    }

    /** Takes messages that go on to other addresses. */
    @FunctionalInterface
    public interface Forwarder {
        /**
         * Queues one message; durable when it returns {@link ForwardResult.Queued}. Must not throw: other messages of
         * the group are delivered already, and would be again.
         *
         * @param options of the content
         * @param content can be read until this returns
         */
        ForwardResult forward(ReversePath sender, List<EmailAddress> recipients, MailOptions options, Content content);
    }

    /**
     * @param group each message of it keeps a file open until all are written
     * @return an outcome for each message, in the same order; trouble with files is a deferral. Texts are
     *     qmail-local's, each line ended by LF. Nothing for a message whose delivery may take long: that one is to be
     *     delivered alone
     */
    public List<Optional<DeliveryOutcome>> deliver(List<LocalMessage> group) {
        try (MaildirGroup maildirs = new MaildirGroup(terms.names(), terms.quotas())) {
            List<Progress> progress =
                    group.stream().map(message -> begin(message, maildirs)).toList();
            maildirs.publish();
            return progress.stream().map(this::finish).toList();
        }
    }

    /** Delivers a message whose delivery may take long. */
    public DeliveryOutcome deliverAlone(LocalMessage message) {
        Resolution resolution = users.resolve(message.recipient());
        if (resolution instanceof Resolution.Foreign foreign) {
            return deliverForeign(message, foreign.user());
        }
        if (resolution instanceof Resolution.Deliver deliver && deliver.mayTakeLong()) {
            return obey(message, deliver, new OwnHome(deliver.user().home(), message.recipient(), terms));
        }
        // the user has changed the file since
        return deliver(List.of(message)).getFirst().orElseGet(() -> new DeliveryOutcome.Deferred(Reports.FILE_CHANGED));
    }

    private DeliveryOutcome deliverForeign(LocalMessage message, LocalUser user) {
        ForeignHome home = new ForeignHome(user, terms);
        return switch (LocalUsers.instructions(user, home::read)) {
            case Resolution.Deliver deliver -> obey(message, deliver, home);
            case Resolution.NoMailbox none -> new DeliveryOutcome.Failed(none.text());
            case Resolution.Trouble trouble -> new DeliveryOutcome.Deferred(trouble.text());
            case Resolution.Foreign foreign -> throw new IllegalStateException("it has been read: " + user);
            case Resolution.Trash trash -> throw new IllegalStateException("it has a user: " + user);
        };
    }

    private sealed interface Progress {
        record Settled(DeliveryOutcome outcome) implements Progress {}

        record Written(LocalMessage message, MessageDelivery delivery) implements Progress {}

        record Postponed() implements Progress {}
    }

    private Progress begin(LocalMessage message, MaildirGroup maildirs) {
        return switch (users.resolve(message.recipient())) {
            case Resolution.Trash trash -> new Progress.Settled(new DeliveryOutcome.Delivered(""));
            case Resolution.NoMailbox none -> new Progress.Settled(new DeliveryOutcome.Failed(none.text()));
            case Resolution.Trouble trouble -> new Progress.Settled(new DeliveryOutcome.Deferred(trouble.text()));
            case Resolution.Foreign foreign -> new Progress.Postponed();
            case Resolution.Deliver deliver ->
                deliver.mayTakeLong() ? new Progress.Postponed() : write(message, deliver, maildirs);
        };
    }

    private DeliveryOutcome obey(LocalMessage message, Resolution.Deliver deliver, HomeFiles home) {
        MessageDelivery delivery = new MessageDelivery(message, deliver.user(), terms);
        try {
            if (delivery.isLooping()) {
                return new DeliveryOutcome.Failed(Reports.LOOPING);
            }
            Optional<DeliveryOutcome> ended = delivery.obey(deliver, home);
            return ended.isPresent() ? ended.get() : delivery.finish(forwarder);
        } catch (OverQuotaException e) {
            return e.outcome();
        } catch (DeferralException e) {
            return deferred(message, e);
        }
    }

    private Progress write(LocalMessage message, Resolution.Deliver deliver, MaildirGroup maildirs) {
        MessageDelivery delivery = new MessageDelivery(message, deliver.user(), terms);
        try {
            if (delivery.isLooping()) {
                return new Progress.Settled(new DeliveryOutcome.Failed(Reports.LOOPING));
            }
            delivery.write(deliver.instructions(), maildirs);
            return new Progress.Written(message, delivery);
        } catch (OverQuotaException e) {
            delivery.withdraw(e);
            return new Progress.Settled(e.outcome());
        } catch (DeferralException e) {
            delivery.withdraw(e);
            return new Progress.Settled(deferred(message, e));
        }
    }

    private Optional<DeliveryOutcome> finish(Progress progress) {
        return switch (progress) {
            case Progress.Settled settled -> Optional.of(settled.outcome());
            case Progress.Written written -> Optional.of(finish(written));
            case Progress.Postponed postponed -> Optional.empty();
        };
    }

    private DeliveryOutcome finish(Progress.Written written) {
        try {
            return written.delivery().finish(forwarder);
        } catch (DeferralException e) {
            return deferred(written.message(), e);
        }
    }

    private DeliveryOutcome deferred(LocalMessage message, DeferralException e) {
        if (e.getCause() instanceof IOException cause) {
            terms.troubles().trouble(message.recipient(), e.report(), cause);
        }
        return new DeliveryOutcome.Deferred(e.report());
    }
}
