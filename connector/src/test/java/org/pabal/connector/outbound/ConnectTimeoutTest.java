package org.pabal.connector.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pabal.connector.outbound.Mailing.ACCEPTED;
import static org.pabal.connector.outbound.Mailing.PATIENT;
import static org.pabal.connector.outbound.Mailing.deliver;
import static org.pabal.connector.outbound.Mailing.nobody;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pabal.core.address.DomainName;
import org.pabal.core.queue.DeliveryOutcome.Deferred;
import org.pabal.core.smtp.client.EightBit;
import org.pabal.core.smtp.client.NextHops.Hop;
import org.pabal.core.smtp.client.OutboundTerms;
import org.pabal.core.smtp.client.TimeoutTable.Entry;

class ConnectTimeoutTest {
    private static final OutboundTerms SHORT = new OutboundTerms(
            new DomainName("mx.local.test"), Duration.ofMillis(300), Duration.ofSeconds(20), EightBit.CONVERT);
    private static final Deferred NO_CONNECTION =
            new Deferred("Sorry, I wasn't able to establish an SMTP connection. (#4.4.1)\n");

    private final SmtpSender sender = Mailing.sender(ReuseLimits.DEFAULT);

    @AfterEach
    void stop() {
        sender.close();
    }

    /** An address of the loopback network where the system takes no connection and says nothing: its backlog is full. */
    private static final class Silence implements AutoCloseable {
        private final ServerSocket listener = new ServerSocket();
        private final List<Socket> waiting = new ArrayList<>();

        Silence(String ip) throws IOException {
            listener.bind(new InetSocketAddress(InetAddress.getByName(ip), 0), 1);
            boolean full = false;
            while (!full) {
                Socket socket = new Socket();
                waiting.add(socket);
                try {
                    socket.connect(listener.getLocalSocketAddress(), 200);
                } catch (SocketTimeoutException e) {
                    full = true;
                }
            }
        }

        Hop hop() {
            return new Hop("silent.test", listener.getInetAddress(), listener.getLocalPort());
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : waiting) {
                socket.close();
            }
            listener.close();
        }
    }

    @Test
    void aTimeoutIsCountedAndTheNextHostTried() throws IOException {
        try (Silence silence = new Silence("127.0.0.9");
                ScriptedHost host = ScriptedHost.playing(
                        client -> client.greet().take("250 ok 7").quit())) {
            assertThat(deliver(sender, SHORT, silence.hop(), host.hop())).containsExactly(ACCEPTED);

            assertThat(sender.timeouts().entries())
                    .extracting(Entry::address, Entry::timeouts)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(silence.hop().address(), 1));
            sender.close();
        }
    }

    @Test
    void aBlockedAddressIsNotEvenConnectedTo() throws IOException {
        try (ScriptedHost host = ScriptedHost.playing(client -> client.hearsNoMore())) {
            Instant now = Instant.now();
            sender.timeouts().timedOut(host.hop().address(), now.minusSeconds(200));
            sender.timeouts().timedOut(host.hop().address(), now);

            assertThat(deliver(sender, PATIENT, host.hop())).containsExactly(NO_CONNECTION);
            assertThat(host.connections()).isZero();
        }
    }

    @Test
    void aConnectionEndsTheCount() throws IOException {
        try (ScriptedHost host =
                ScriptedHost.playing(client -> client.greet().take("250 ok 7").quit())) {
            sender.timeouts().timedOut(host.hop().address(), Instant.now());

            assertThat(deliver(sender, PATIENT, host.hop())).containsExactly(ACCEPTED);
            assertThat(sender.timeouts().entries()).isEmpty();
            sender.close();
        }
    }

    @Test
    void soDoesARefusal() throws IOException {
        Hop nobody = nobody();
        sender.timeouts().timedOut(nobody.address(), Instant.now());

        assertThat(deliver(sender, PATIENT, nobody)).containsExactly(NO_CONNECTION);
        assertThat(sender.timeouts().entries()).isEmpty();
    }
}
