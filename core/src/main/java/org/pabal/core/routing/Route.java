package org.pabal.core.routing;

import java.util.List;
import java.util.stream.Collectors;
import org.pabal.core.address.Domain;
import org.pabal.core.smtp.client.HopTerms;
import org.pabal.core.smtp.client.TlsPolicy;

/** Which way a remote recipient goes. Equal routes may share a transaction. */
public sealed interface Route {
    int SMTP_PORT = 25;

    /** @return for people: {@code example.org}, or hosts with their ports */
    String text();

    /**
     * An artificial route (control setting {@code smtproutes}): these hosts, never their MX.
     *
     * @param relays in the order to try, at least one
     */
    record Smarthost(List<Relay> relays) implements Route {
        public Smarthost {
            relays = List.copyOf(relays);
        }

        /** One relay on which nothing particular is agreed. */
        public Smarthost(String host, int port) {
            this(List.of(new Relay(host, port, HopTerms.STANDARD)));
        }

        @Override
        public String text() {
            return relays.stream()
                    .map(relay -> relay.host() + ":" + relay.port())
                    .collect(Collectors.joining(" "));
        }
    }

    /** What the DNS says about the domain; for an address literal the address itself. */
    record MailExchangers(Domain domain, TlsPolicy tls) implements Route {
        /** With the policy that counts where nothing is said. */
        public MailExchangers(Domain domain) {
            this(domain, TlsPolicy.MAY);
        }

        @Override
        public String text() {
            return domain.text();
        }
    }
}
