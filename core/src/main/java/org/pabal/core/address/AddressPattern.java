package org.pabal.core.address;

import java.util.Locale;

/** Which addresses are meant. Upper and lower case are the same, in the local part too: people search, they do not deliver. */
public sealed interface AddressPattern {
    /** One address. */
    record Exactly(EmailAddress address) implements AddressPattern {
        @Override
        public boolean matches(String inner) {
            return folded(inner).equals(folded(address.text()));
        }

        @Override
        public String text() {
            return address.text();
        }
    }

    /** All addresses of a domain, but not of its subdomains. */
    record AtDomain(Domain domain) implements AddressPattern {
        @Override
        public boolean matches(String inner) {
            return folded(inner).endsWith("@" + folded(domain.text()));
        }

        @Override
        public String text() {
            return "@" + domain.text();
        }
    }

    /** The null sender of bounces. */
    record NullSender() implements AddressPattern {
        @Override
        public boolean matches(String inner) {
            return inner.isEmpty();
        }

        @Override
        public String text() {
            return "<>";
        }
    }

    /** @param inner an address or a sender in qmail's inner form, as {@link ReversePath#text()} */
    boolean matches(String inner);

    /** @return what {@link #require} reads */
    String text();

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

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
