package org.pabal.core.policy;

import java.util.Collection;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.smtp.Decision;
import org.pabal.core.smtp.SmtpReply;

/**
 * Envelope recipients nothing is taken for, from nobody: the control setting badrcptto, which qmail has by a well-known
 * patch.
 */
public final class RecipientPolicy {
    private static final Decision REFUSED =
            new Decision.Reject(SmtpReply.of(553, "5.7.1", "sorry, your envelope recipient is in my badrcptto list"));

    private final AddressList unwelcome;

    /** @param badRcptTo {@code user@host} or {@code @host}, in any case, {@code *} for any run of characters */
    public RecipientPolicy(Collection<String> badRcptTo) {
        this.unwelcome = new AddressList(badRcptTo);
    }

    public Decision decide(EmailAddress recipient) {
        return unwelcome.contains(recipient.text()) ? REFUSED : Decision.ACCEPT;
    }
}
