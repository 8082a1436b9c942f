package org.pabal.core.policy;

import java.util.Collection;
import org.pabal.core.address.ReversePath;
import org.pabal.core.smtp.Decision;
import org.pabal.core.smtp.SmtpReply;

/**
 * Envelope senders nothing is taken from: the control setting badmailfrom (qmail-smtpd: bmfcheck). As there, the sender
 * itself is answered 250 and each of its recipients is refused, a relay client's too.
 */
public final class SenderPolicy {
    private static final Decision REFUSED =
            new Decision.Reject(SmtpReply.of(553, "5.7.1", "sorry, your envelope sender is in my badmailfrom list"));

    private final AddressList unwelcome;

    /** @param badMailFrom {@code user@host} or {@code @host}, in any case, {@code *} for any run of characters */
    public SenderPolicy(Collection<String> badMailFrom) {
        this.unwelcome = new AddressList(badMailFrom);
    }

    /** The answer to a recipient of this sender. The null sender is always welcome. */
    public Decision decide(ReversePath sender) {
        return unwelcome.contains(sender.text()) ? REFUSED : Decision.ACCEPT;
    }
}
