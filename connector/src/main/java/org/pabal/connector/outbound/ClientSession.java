package org.pabal.connector.outbound;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.pabal.core.smtp.client.Capabilities;
import org.pabal.core.smtp.client.ClientDialogue;
import org.pabal.core.smtp.client.OutboundMessage;
import org.pabal.core.smtp.client.OutboundTerms;
import org.pabal.core.smtp.client.Reports;
import org.pabal.core.smtp.client.Standing;
import org.pabal.core.smtp.client.TransactionResult;
import org.pabal.core.smtp.client.TransactionResult.Afterwards;

/** One open session with a host that has greeted us. Used by one thread at a time. */
final class ClientSession {
    private static final System.Logger LOG = System.getLogger(ClientSession.class.getName());

    /** A QUIT is not worth more waiting than this. */
    private static final Duration QUIT_WITHIN = Duration.ofSeconds(5);

    private final ClientWire wire;
    private final Reports reports;
    private final Capabilities capabilities;
    private final long opened;
    private Standing standing = Standing.FRESH;
    private int transactions;

    /** @param reports of the host
     * @param opened as of the watchdog's clock */
    ClientSession(ClientWire wire, Reports reports, Capabilities capabilities, long opened) {
        this.wire = wire;
        this.reports = reports;
        this.capabilities = capabilities;
        this.opened = opened;
    }

    /** One message; afterwards the session is ended unless the result says that it may be kept. */
    TransactionResult transact(OutboundMessage message, OutboundTerms terms) {
        transactions++;
        ClientDialogue dialogue = new ClientDialogue(message, reports, capabilities, standing, terms.eightBit());
        Dialogue.drive(dialogue, wire, terms.perStep());
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

    static void leave(ClientWire wire, boolean listening) {
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
            wire.end(QUIT_WITHIN);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "no answer to QUIT", e);
        }
    }
}
