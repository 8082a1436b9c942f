package org.pabal.core.policy;

import java.util.Locale;
import java.util.Optional;
import org.pabal.core.address.DomainName;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.routing.DomainTable;
import org.pabal.core.routing.RecipientRewriter;
import org.pabal.core.smtp.Decision;
import org.pabal.core.smtp.SessionTerms;
import org.pabal.core.smtp.SmtpReply;

/**
 * Which recipients a stranger may name: those of rcpthosts and morercpthosts (qmail-smtpd: addrallowed). A relay client may
 * name all.
 *
 * <p>Differs from qmail where qmail would relay for strangers: without rcpthosts our own domains are the list, not the
 * whole world, and an address with a percent hack must also be allowed as what it stands for. The postmaster of our host
 * is always accepted (RFC 5321 §4.5.1).
 */
public final class RelayPolicy {
    private static final Decision REFUSED =
            new Decision.Reject(SmtpReply.of(553, "5.7.1", "sorry, that domain isn't in my list of allowed rcpthosts"));

    private final DomainName me;
    private final Optional<DomainTable<String>> rcptHosts;
    private final RecipientRewriter rewriter;

    /** @param rcptHosts domains and suffixes, empty for our own domains */
    public RelayPolicy(DomainName me, Optional<DomainTable<String>> rcptHosts, RecipientRewriter rewriter) {
        this.me = me;
        this.rcptHosts = rcptHosts;
        this.rewriter = rewriter;
    }

    /** @param recipient before any suffix of a relay client is appended */
    public Decision decide(SessionTerms terms, EmailAddress recipient) {
        return terms.mayRelay() || isOpenTo(recipient) ? Decision.ACCEPT : REFUSED;
    }

    private boolean isOpenTo(EmailAddress recipient) {
        return isPostmaster(recipient) || (isListed(recipient) && isListed(rewriter.withoutPercent(recipient)));
    }

    private boolean isListed(EmailAddress recipient) {
        return rcptHosts.map(hosts -> hosts.covers(recipient.domain())).orElseGet(() -> rewriter.isOurs(recipient));
    }

    private boolean isPostmaster(EmailAddress recipient) {
        // not equalsIgnoreCase, which takes other letters for an s
        return recipient.local().text().toLowerCase(Locale.ROOT).equals("postmaster")
                && recipient.domain().equals(me);
    }
}
