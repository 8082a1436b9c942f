package org.pabal.core.routing;

import org.pabal.core.address.Domain;

/** Which way a remote recipient goes. Equal routes may share a transaction. */
public sealed interface Route {
    int SMTP_PORT = 25;

    /**
     * An artificial route (control setting {@code smtproutes}): this host, never its MX.
     *
     * @param host a name, or an address with or without brackets
     */
    record Smarthost(String host, int port) implements Route {}

    /** What the DNS says about the domain; for an address literal the address itself. */
    record MailExchangers(Domain domain) implements Route {}
}
