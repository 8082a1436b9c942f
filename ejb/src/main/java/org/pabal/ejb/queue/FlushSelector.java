package org.pabal.ejb.queue;

import org.pabal.core.address.Domain;
import org.pabal.core.address.EmailAddress;

/** Which waiting recipients a flush makes due. There is no empty selector: everything must be asked for by name. */
public sealed interface FlushSelector {
    String ALL_TEXT = "all";
    String DOMAIN_PREFIX = "domain:";

    record All() implements FlushSelector {
        @Override
        public String text() {
            return ALL_TEXT;
        }
    }

    record RecipientDomain(Domain domain) implements FlushSelector {
        @Override
        public String text() {
            return DOMAIN_PREFIX + domain.text();
        }
    }

    /** @return for parameters of jobs: {@code all} or {@code domain:example.org} */
    String text();

    /** Reads what {@link #text()} wrote.
     *
     * @throws IllegalArgumentException if it did not
     */
    static FlushSelector require(String text) {
        if (text.equals(ALL_TEXT)) {
            return new All();
        }
        if (text.startsWith(DOMAIN_PREFIX)) {
            return recipientDomain(text.substring(DOMAIN_PREFIX.length()));
        }
        throw new IllegalArgumentException("a flush is for 'all' or for 'domain:NAME'");
    }

    /** @throws IllegalArgumentException with a sentence, if that is no domain */
    static FlushSelector recipientDomain(String domain) {
        if (domain.contains("@")) {
            throw new IllegalArgumentException("a domain has no @");
        }
        return new RecipientDomain(EmailAddress.require("@" + domain).domain());
    }
}
