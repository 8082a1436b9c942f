package org.pabal.core.policy;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
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

    private final Set<String> unwelcome;

    /** @param badMailFrom {@code user@host} or {@code @host}, in any case */
    public SenderPolicy(Collection<String> badMailFrom) {
        this.unwelcome = badMailFrom.stream()
                .map(entry -> entry.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The answer to a recipient of this sender. The null sender is always welcome. */
    public Decision decide(ReversePath sender) {
        String text = sender.text().toLowerCase(Locale.ROOT);
        int at = text.lastIndexOf('@');
        boolean listed = at >= 0 && (unwelcome.contains(text) || unwelcome.contains(text.substring(at)));
        return listed ? REFUSED : Decision.ACCEPT;
    }
}
