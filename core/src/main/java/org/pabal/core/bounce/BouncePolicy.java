package org.pabal.core.bounce;

import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;

/**
 * Who is told about a message that failed (qmail-send: injectbounce).
 *
 * @param doubleBounceTo who looks after bounces that cannot be delivered: {@code doublebounceto@doublebouncehost}
 */
public record BouncePolicy(EmailAddress doubleBounceTo) {
    /** What to do about a message with failed recipients, once all its recipients are finished. */
    public sealed interface Verdict {}

    /** Write a message. */
    public sealed interface Notice extends Verdict {
        /** @return the envelope sender of the notice */
        ReversePath sender();

        /** @return its only envelope recipient */
        EmailAddress recipient();
    }

    /** Tell the sender. A VERP sender is told at the address that names no recipient. */
    public record Bounce(EmailAddress recipient) implements Notice {
        @Override
        public ReversePath sender() {
            return ReversePath.NULL;
        }
    }

    /** The message was a bounce itself: tell the postmaster. */
    public record DoubleBounce(EmailAddress recipient) implements Notice {
        @Override
        public ReversePath sender() {
            return ReversePath.DOUBLE_BOUNCE;
        }
    }

    /** The message was a double bounce: nobody is left to be told. */
    public record Discard() implements Verdict {}

    /** @param sender of the failed message, as queued */
    public Verdict decide(ReversePath sender) {
        return switch (sender) {
            case ReversePath.Null none -> new DoubleBounce(doubleBounceTo);
            case ReversePath.DoubleBounce last -> new Discard();
            case ReversePath.Mailbox mailbox -> new Bounce(mailbox.address());
            case ReversePath.Verp verp -> new Bounce(verp.base());
        };
    }
}
