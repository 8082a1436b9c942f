package org.pabal.ejb.queue;

import java.util.Locale;
import org.pabal.core.address.Domain;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;

/** Which addresses are meant. Upper and lower case are the same, in the local part too: people search, they do not deliver. */
public sealed interface AddressPattern {
    /** One address. */
    record Exactly(EmailAddress address) implements AddressPattern {
        @Override
        public String like() {
            return escaped(address.text());
        }
    }

    /** All addresses of a domain, but not of its subdomains. */
    record AtDomain(Domain domain) implements AddressPattern {
        @Override
        public String like() {
            return "%@" + escaped(domain.text());
        }
    }

    /** The null sender of bounces. */
    record NullSender() implements AddressPattern {
        @Override
        public String like() {
            return ReversePath.NULL.text();
        }
    }

    /** @return for {@code lower(address) like … escape '!'} */
    String like();

    /** Reads {@code user@domain}, {@code @domain} or {@code <>}.
     *
     * @throws IllegalArgumentException with a sentence, if it is none of them
     */
    static AddressPattern require(String text) {
        if (text.equals("<>")) {
            return new NullSender();
        }
        EmailAddress address = EmailAddress.require(text);
        return address.local().text().isEmpty() ? new AtDomain(address.domain()) : new Exactly(address);
    }

    private static String escaped(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace("!", "!!")
                .replace("_", "!_")
                .replace("%", "!%");
    }
}
