package org.pabal.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.InvalidPropertyException;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pabal.core.smtp.SmtpEndpoint.SessionSummary;
import org.pabal.core.smtp.SmtpEndpoint.SessionSummary.End;

class ListenerTest extends ListenerTestCase {
    private void endsWith(End end) {
        await().atMost(Duration.ofSeconds(20)).until(() -> !application.ended.isEmpty());
        assertThat(application.ended).extracting(SessionSummary::end).containsExactly(end);
    }

    @Nested
    class Activation {
        @Test
        void bindsAtOnceButGreetsNobodyBeforeTheApplicationIsReady() throws ResourceException, IOException {
            application.ready = false;
            try (Client client = new Client(activate())) {
                assertThat(openSessions()).isZero();
                application.ready = true;
                client.hears("220");
            }
        }

        @Test
        void failsWithASentenceWhenThePortIsTaken() throws ResourceException {
            spec.setPort(Integer.toString(activate()));
            assertThatExceptionOfType(ResourceException.class)
                    .isThrownBy(() -> adapter.endpointActivation(new TestApplication(), spec))
                    .withMessageMatching("listener smtp cannot listen at 127.0.0.1 port \\d+: .*in use.*");
        }

        @Test
        void canBeOff() throws ResourceException {
            spec.setPort("off");
            adapter.endpointActivation(application, spec);
            assertThat(adapter.listener(application, spec)).isEmpty();
            adapter.endpointDeactivation(application, spec);
        }

        @ParameterizedTest
        @CsvSource({
            "port, 65536, 'port must be a number from 0 to 65535 (default 2525), not \"65536\"'",
            "port, smtp, 'port must be a number from 0 to 65535 (default 2525), not \"smtp\"'",
            "maxSessions, 0, 'maxSessions must be a number from 1 to 1000000 (default 20000), not \"0\"'",
            "requestSeconds, '', 'requestSeconds must be a number from 1 to 86400 (default 300), not \"\"'",
            "listener, '', 'listener must be a name without spaces (default smtp)'",
            "bindAddress, 300.1.1.1.1, 'bindAddress must be an address of this machine (default 0.0.0.0), not \"300.1.1.1.1\"'",
        })
        void refusesASettingWithASentence(String property, String value, String sentence) {
            switch (property) {
                case "port" -> spec.setPort(value);
                case "maxSessions" -> spec.setMaxSessions(value);
                case "requestSeconds" -> spec.setRequestSeconds(value);
                case "listener" -> spec.setListener(value);
                default -> spec.setBindAddress(value);
            }
            assertThatExceptionOfType(InvalidPropertyException.class)
                    .isThrownBy(spec::validate)
                    .withMessage(sentence);
        }
    }

    @Nested
    class Limits {
        @Test
        void ofOneAddressAreKeptAndFreedAgain() throws ResourceException, IOException {
            // T-DOS 64
            spec.setMaxSessionsPerLoopbackAddress("2");
            int port = activate();
            try (Client first = new Client(port).hears("220");
                    Client second = new Client(port).hears("220")) {
                try (Client third = new Client(port)) {
                    third.hears("421 4.7.0").hearsNothingMore();
                }
                first.says("QUIT", "221").hearsNothingMore();
                second.says("NOOP", "250");
            }
            await().until(() -> openSessions() == 0);
            try (Client again = new Client(port)) {
                again.hears("220");
            }
        }

        @Test
        void ofAllSessionsToo() throws ResourceException, IOException {
            // T-DOS 65
            spec.setMaxSessions("1");
            int port = activate();
            try (Client first = new Client(port).hears("220");
                    Client second = new Client(port)) {
                second.hears("421 4.7.0").hearsNothingMore();
                first.says("NOOP", "250");
            }
        }

        @Test
        void leaveRoomForThousandsOfIdleSessions() throws ResourceException, IOException {
            // T-DOS 65
            int port = activate();
            List<Client> clients = new ArrayList<>();
            try {
                for (int i = 0; i < 2000; i++) {
                    clients.add(new Client(port));
                }
                for (Client client : clients) {
                    client.hears("220");
                }
                assertThat(openSessions()).isEqualTo(2000);
                clients.get(1000).inData().says(".\r\n").hears("250");
            } finally {
                for (Client client : clients) {
                    client.close();
                }
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> application.ended.size() == 2000);
            await().until(() -> openSessions() == 0);
        }
    }

    @Nested
    class Deadlines {
        @Test
        void endSessionsThatSayNothing() throws ResourceException, IOException {
            // T-DOS 69
            spec.setRequestSeconds("1");
            try (Client client = new Client(activate())) {
                client.hears("220").hears("421 4.4.2 timeout").hearsNothingMore();
            }
            endsWith(End.TIMEOUT);
        }

        @Test
        void countForAWholeCommandHoweverItDrips() throws ResourceException, IOException {
            // T-DOS 67
            spec.setRequestSeconds("2");
            try (Client client = new Client(activate())) {
                client.hears("220");
                await().pollInterval(Duration.ofMillis(300))
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> dripped(client));
            }
            endsWith(End.TIMEOUT);
        }

        @Test
        void endContentThatDrips() throws ResourceException, IOException {
            // T-DOS 67
            spec.setRequestSeconds("1");
            try (Client client = Client.greeted(activate())) {
                client.inData().says("x").hears("421 4.4.2").hearsNothingMore();
            }
            endsWith(End.TIMEOUT);
            assertThat(application.aborted).hasValue(1);
        }

        @Test
        void endSessionsWhosePeerDoesNotRead() throws ResourceException, IOException {
            // T-DOS 68, T-PIP 45
            spec.setRequestSeconds("1");
            // whatever asks for less than a message has an end before any buffer is full
            String messages = "MAIL FROM:<>\r\nRCPT TO:<user@local.test>\r\nDATA\r\n.\r\n".repeat(20_000);
            try (Client client = Client.greeted(activate())) {
                // more than any buffers between us hold: at some time it stays stuck, until the server closes
                assertThatIOException().isThrownBy(() -> {
                    for (int i = 0; i < 200; i++) {
                        client.says(messages);
                    }
                });
            }
            endsWith(End.TIMEOUT);
        }

        /** @return whether the session was over */
        private boolean dripped(Client client) {
            try {
                client.says("x");
                return !application.ended.isEmpty();
            } catch (IOException over) {
                return true;
            }
        }
    }

    @Nested
    class Stop {
        @Test
        void tellsIdleSessionsAndFreesThePort() throws ResourceException, IOException {
            int port = activate();
            try (Client idle = Client.greeted(port)) {
                adapter.endpointDeactivation(application, spec);
                idle.hears("421 4.3.2 going down").hearsNothingMore();
                assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> new Client(port));
            }
            endsWith(End.GOING_DOWN);
            spec.setPort(Integer.toString(port));
            try (Client next = new Client(activate())) {
                next.hears("220");
            }
        }

        @Test
        void letsContentsInTransferFinish() throws ResourceException, IOException, InterruptedException {
            int port = activate();
            try (Client sending = Client.greeted(port);
                    Client idle = Client.greeted(port)) {
                sending.inData();
                Thread stop = Thread.ofVirtual().start(() -> adapter.endpointDeactivation(application, spec));
                idle.hears("421 4.3.2 going down");
                sending.says("x\r\n.\r\n")
                        .hears("250")
                        .hears("421 4.3.2 going down")
                        .hearsNothingMore();
                stop.join();
            }
            assertThat(application.messages).hasSize(1);
            assertThat(application.ended).hasSize(2);
        }

        @Test
        void waitsForNothingOnceTheApplicationIsGone() throws ResourceException, IOException {
            int port = activate();
            try (Client sending = Client.greeted(port);
                    Client idle = Client.greeted(port)) {
                sending.inData();
                application.exhausted = true;
                adapter.endpointDeactivation(application, spec);
                sending.hears("421 4.3.2 going down").hearsNothingMore();
                idle.hears("421 4.3.2 going down").hearsNothingMore();
            }
            assertThat(application.aborted).hasValue(1);
            assertThat(application.ended).isEmpty();
        }

        @Test
        void waitsForContentsOnlySoLong() throws ResourceException, IOException {
            spec.setStopSeconds("0");
            try (Client sending = Client.greeted(activate())) {
                sending.inData().says("x");
                adapter.endpointDeactivation(application, spec);
                sending.hears("421 4.3.2 going down").hearsNothingMore();
            }
            endsWith(End.GOING_DOWN);
            assertThat(application.messages).isEmpty();
        }
    }
}
