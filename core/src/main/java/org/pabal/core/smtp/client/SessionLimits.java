package org.pabal.core.smtp.client;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.pabal.core.address.EmailAddress;

/**
 * What a peer says it takes: LIMITS (RFC 9422).
 *
 * @param transactions MAILMAX, of one session
 * @param recipients RCPTMAX, of one transaction
 * @param recipientDomains RCPTDOMAINMAX, of one transaction
 */
public record SessionLimits(int transactions, int recipients, int recipientDomains) {
    public static final SessionLimits NONE = new SessionLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

    /** Reads the words after the keyword; what is malformed or unknown limits nothing. */
    static SessionLimits of(List<String> words) {
        SessionLimits limits = NONE;
        for (String word : words) {
            int equals = word.indexOf('=');
            // no limit is zero, and none has more than six digits (RFC 9422 §4)
            if (equals > 0 && word.substring(equals + 1).matches("[1-9]\\d{0,5}")) {
                limits = limits.with(
                        word.substring(0, equals).toUpperCase(Locale.ROOT),
                        Integer.parseInt(word.substring(equals + 1)));
            }
        }
        return limits;
    }

    private SessionLimits with(String name, int value) {
        return switch (name) {
            case "MAILMAX" -> new SessionLimits(value, recipients, recipientDomains);
            case "RCPTMAX" -> new SessionLimits(transactions, value, recipientDomains);
            case "RCPTDOMAINMAX" -> new SessionLimits(transactions, recipients, value);
            default -> this;
        };
    }

    /** @return how many of these recipients, from the first on, may go into one transaction; at least one */
    public int fitting(List<EmailAddress> addresses) {
        Set<String> domains = new HashSet<>();
        int count = 0;
        while (count < Math.min(addresses.size(), recipients)) {
            domains.add(addresses.get(count).domain().key());
            if (domains.size() > recipientDomains) {
                break;
            }
            count++;
        }
        return count;
    }
}
