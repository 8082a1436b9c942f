package org.pabal.connector.outbound;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.pabal.core.smtp.client.Capabilities;
import org.pabal.core.smtp.client.ClientAutomaton;
import org.pabal.core.smtp.client.ClientDialogue;
import org.pabal.core.smtp.client.ClientStep;
import org.pabal.core.smtp.client.DialogueLine.Kind;
import org.pabal.core.smtp.client.Handshake;
import org.pabal.core.smtp.client.NextHops.Hop;
import org.pabal.core.smtp.client.OutboundMessage;
import org.pabal.core.smtp.client.OutboundTerms;
import org.pabal.core.smtp.client.Standing;
import org.pabal.core.smtp.client.StepLimit;
import org.pabal.core.smtp.client.TransactionResult;
import org.pabal.core.smtp.client.TransactionResult.Afterwards;

/** One open session with a host that has greeted us. Used by one thread at a time. */
final class ClientSession {
    private static final System.Logger LOG = System.getLogger(ClientSession.class.getName());

    /** A QUIT is not worth more waiting than this. */
    private static final Duration QUIT_WITHIN = Duration.ofSeconds(5);

    private final ClientWire wire;
    private final String ip;
    private final Capabilities capabilities;
    private final long opened;
    private Standing standing = Standing.FRESH;
    private int transactions;

    private ClientSession(ClientWire wire, String ip, Capabilities capabilities, long opened) {
        this.wire = wire;
        this.ip = ip;
        this.capabilities = capabilities;
        this.opened = opened;
    }

    /** What came of trying to open one. */
    sealed interface Opening {
        record Open(ClientSession session) implements Opening {}

        /** There is no connection to that address. */
        record NoConnection() implements Opening {}

        /** @param report why the host is of no use just now */
        record NoGreeting(String report) implements Opening {}
    }

    /** Connects and shakes hands. */
    static Opening open(Hop hop, OutboundTerms terms, StepWatchdog watchdog) {
        ClientWire wire;
        try {
            wire = ClientWire.connect(new InetSocketAddress(hop.address(), hop.port()), terms.connect(), watchdog);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> "no connection to " + hop, e);
            return new Opening.NoConnection();
        }
        String ip = textOf(hop);
        Handshake handshake = new Handshake(ip, terms.heloHost());
        drive(handshake, wire, terms.perStep());
        return switch (handshake.result()) {
            case Handshake.Result.Ready ready ->
                new Opening.Open(new ClientSession(wire, ip, ready.capabilities(), watchdog.now()));
            case Handshake.Result.Refused refused -> {
                leave(wire, refused.listening());
                yield new Opening.NoGreeting(refused.report());
            }
        };
    }

    /** One message; afterwards the session is ended unless the result says that it may be kept. */
    TransactionResult transact(OutboundMessage message, OutboundTerms terms) {
        transactions++;
        ClientDialogue dialogue = new ClientDialogue(message, ip, capabilities, standing);
        drive(dialogue, wire, terms.perStep());
        TransactionResult result = dialogue.result();
        switch (result) {
            case TransactionResult.Stale stale -> wire.close();
            case TransactionResult.Settled settled -> note(settled.afterwards());
        }
        return result;
    }

    /** @return how many of the recipients, from the first on, one transaction of this session takes */
    int fitting(OutboundMessage message) {
        return capabilities.limits().fitting(message.envelope().recipients());
    }

    private void note(Afterwards afterwards) {
        switch (afterwards) {
            case KEEP -> standing = Standing.KEPT;
            case RESET -> standing = Standing.UNFINISHED;
            case QUIT -> leave(wire, true);
            case DROP -> wire.close();
        }
    }

    /** Whether another message may be begun at that time. */
    boolean mayGoOn(ReuseLimits limits, long now) {
        return transactions
                        < Math.min(limits.transactions(), capabilities.limits().transactions())
                && now - opened < limits.age().toNanos();
    }

    /** Whether the peer is still waiting for us to speak. */
    boolean isQuiet() {
        return wire.isQuiet();
    }

    /** Says QUIT and closes; does not block. */
    void leave() {
        leave(wire, true);
    }

    private static void leave(ClientWire wire, boolean listening) {
        if (listening) {
            Thread.ofVirtual().name("pabal-outbound-quit").start(() -> quit(wire));
        } else {
            wire.close();
        }
    }

    /** The client waits for the answer before it closes (RFC 5321 §4.1.1.10), but no message waits for that. */
    private static void quit(ClientWire wire) {
        try (wire) {
            wire.send("QUIT\r\n", QUIT_WITHIN);
            wire.listen(QUIT_WITHIN);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "no answer to QUIT", e);
        }
    }

    private static void drive(ClientAutomaton automaton, ClientWire wire, Duration perStep) {
        boolean ended = false;
        try {
            follow(automaton, wire, perStep);
            ended = true;
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "an outgoing session died", e);
            Listening.happened(Kind.TROUBLE, "the connection died: " + e.getMessage());
            automaton.lost();
            ended = true;
        } finally {
            // something unforeseen is on its way to the caller, who knows nothing of this socket
            if (!ended) {
                wire.close();
            }
        }
    }

    private static void follow(ClientAutomaton automaton, ClientWire wire, Duration perStep) throws IOException {
        while (true) {
            switch (automaton.next()) {
                case ClientStep.Send send -> wire.send(send.commands(), StepLimit.WRITE.within(perStep));
                case ClientStep.Listen listen ->
                    automaton.heard(wire.listen(listen.limit().within(perStep)));
                case ClientStep.SendContent content -> {
                    ContentPump.send(content, wire, perStep);
                    Listening.happened(
                            Kind.CONTENT, Long.toString(content.content().octets()));
                }
                case ClientStep.SendChunk chunk -> {
                    ContentPump.send(chunk, wire, perStep);
                    Listening.happened(
                            Kind.CONTENT, Long.toString(chunk.content().octets()));
                }
                case ClientStep.End end -> {
                    return;
                }
            }
        }
    }

    /** The address without the zone of a link-local one, which means nothing elsewhere. */
    private static String textOf(Hop hop) {
        String text = hop.address().getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
