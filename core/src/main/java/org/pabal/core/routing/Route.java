package org.pabal.core.routing;

import java.util.List;
import org.pabal.core.address.Domain;
import org.pabal.core.smtp.client.HopTerms;
import org.pabal.core.smtp.client.TlsPolicy;

/** Which way a remote recipient goes. Equal routes may share a transaction. */
public sealed interface Route {
    int SMTP_PORT = 25;

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
    }

    /** What the DNS says about the domain; for an address literal the address itself. */
    record MailExchangers(Domain domain, TlsPolicy tls) implements Route {
        /** With the policy that counts where nothing is said. */
        public MailExchangers(Domain domain) {
            this(domain, TlsPolicy.MAY);
        }
    }
}
