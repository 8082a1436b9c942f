package org.pabal.connector.outbound;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.pabal.connector.tls.ClientTls;
import org.pabal.core.smtp.client.Handshake;
import org.pabal.core.smtp.client.LoginDialogue;
import org.pabal.core.smtp.client.NextHops.Hop;
import org.pabal.core.smtp.client.OutboundTerms;
import org.pabal.core.smtp.client.RelayLogin;
import org.pabal.core.smtp.client.Reports;
import org.pabal.core.smtp.client.TlsPolicy;

/** Opens sessions: connects, shakes hands, protects the session and logs in, as the terms of the hop want it. Safe for many threads. */
final class SessionOpener {
    private static final System.Logger LOG = System.getLogger(SessionOpener.class.getName());
    private static final TlsPolicy CLEAR = new TlsPolicy(TlsPolicy.Level.NONE, List.of());
    private static final int NONCE = 18;

    private final StepWatchdog watchdog;
    private final ClientTls tls;
    private final SecureRandom random = new SecureRandom();

    SessionOpener(StepWatchdog watchdog, ClientTls tls) {
        this.watchdog = watchdog;
        this.tls = tls;
    }

    /** What came of trying to open one. */
    sealed interface Opening {
        record Open(ClientSession session) implements Opening {}

        /** There is no connection to that address.
         *
         * @param timedOut whether nobody has said so */
        record NoConnection(boolean timedOut) implements Opening {}

        /** @param report why the host is of no use just now */
        record NoGreeting(String report) implements Opening {}
    }

    Opening open(Hop hop, OutboundTerms terms) {
        return open(hop, terms, hop.terms().tls());
    }

    private Opening open(Hop hop, OutboundTerms terms, TlsPolicy policy) {
        InetSocketAddress address = new InetSocketAddress(hop.address(), hop.port());
        ClientWire wire;
        try {
            wire = ClientWire.connect(address, terms.connect(), watchdog, new HopTls(tls, hop));
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> "no connection to " + hop, e);
            return new Opening.NoConnection(ClientWire.isTimeout(e));
        }
        Handshake handshake = new Handshake(textOf(hop), hop.terms().helo().orElse(terms.heloHost()), policy);
        Dialogue.drive(handshake, wire, terms.perStep());
        return switch (handshake.result()) {
            case Handshake.Result.Ready ready -> logIn(hop, terms, wire, ready);
            case Handshake.Result.Refused refused -> {
                ClientSession.leave(wire, refused.listening());
                yield new Opening.NoGreeting(refused.report());
            }
            case Handshake.Result.Unprotected unprotected -> {
                wire.close();
                String report = unprotected.report().strip().replace('\n', '/');
                LOG.log(Level.INFO, "in the clear, since TLS came to nothing: " + report);
                yield open(hop, terms, CLEAR);
            }
        };
    }

    private Opening logIn(Hop hop, OutboundTerms terms, ClientWire wire, Handshake.Result.Ready ready) {
        Reports reports = new Reports(textOf(hop), ready.protection());
        Optional<RelayLogin> login = hop.terms().login();
        if (login.isPresent()) {
            LoginDialogue dialogue =
                    new LoginDialogue(login.get(), ready.capabilities().logins(), reports, nonce());
            Dialogue.drive(dialogue, wire, terms.perStep());
            if (dialogue.refusal().isPresent()) {
                ClientSession.leave(wire, dialogue.isListening());
                return new Opening.NoGreeting(dialogue.refusal().get());
            }
        }
        return new Opening.Open(new ClientSession(wire, reports, ready.capabilities(), watchdog.now()));
    }

    private String nonce() {
        byte[] octets = new byte[NONCE];
        random.nextBytes(octets);
        return Base64.getUrlEncoder().encodeToString(octets);
    }

    /** The address without the zone of a link-local one, which means nothing elsewhere. */
    private static String textOf(Hop hop) {
        String text = hop.address().getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
