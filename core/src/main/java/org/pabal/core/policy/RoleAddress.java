package org.pabal.core.policy;

import java.util.Locale;
import java.util.Set;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.routing.RecipientRewriter;

/**
 * The addresses by which a host's people are reached about its mail, also by those from whom it takes none, who have nobody else to
 * ask (RFC 5321 §4.5.1; RFC 2142 §4).
 */
public final class RoleAddress {
    private static final Set<String> NAMES = Set.of("postmaster", "abuse");

    private RoleAddress() {}

    /** Whether it is one of ours, in any case; whether it has a mailbox is another question. */
    public static boolean isOne(EmailAddress recipient, RecipientRewriter rewriter) {
        return NAMES.contains(recipient.local().text().toLowerCase(Locale.ROOT)) && rewriter.isOurs(recipient);
    }
}
