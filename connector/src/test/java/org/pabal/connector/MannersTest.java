package org.pabal.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.resource.ResourceException;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.smtp.Manners;
import org.pabal.core.smtp.SmtpEndpoint.SessionSummary;
import org.pabal.core.smtp.SmtpEndpoint.SessionSummary.End;

class MannersTest extends ListenerTestCase {
    private void endsWith(End end) {
        await().atMost(Duration.ofSeconds(20)).until(() -> !application.ended.isEmpty());
        assertThat(application.ended).extracting(SessionSummary::end).containsExactly(end);
    }

    @Nested
    class ErrorReplies {
        @Test
        void waitAfterTheFifthAndWhatWasSaidBeforeIsHeardBefore() throws ResourceException, IOException {
            // T-ENU 205
            try (Client client = Client.greeted(activate())) {
                client.says("WHAT\r\n".repeat(6)).hears("502", 5);
                long began = System.nanoTime();
                client.hears("502");
                // the clock began after the five were heard, a little after the pause did
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(500));
                client.says("NOOP", "250");
            }
        }

        @Test
        void doNotHoldUpAStop() throws ResourceException, IOException {
            try (Client client = Client.greeted(activate())) {
                client.says("WHAT\r\n".repeat(7)).hears("502", 6);
                adapter.endpointDeactivation(application, spec);
                client.hears("502").hears("421 4.3.2 going down").hearsNothingMore();
            }
            endsWith(End.GOING_DOWN);
        }
    }

    @Nested
    class TheGreeting {
        @Test
        void comesToWhoeverWaitsForIt() throws ResourceException, IOException {
            application.manners = new Manners(Duration.ofMillis(300), false);
            try (Client client = Client.greeted(activate())) {
                client.inData().says(".\r\n").hears("250").says("QUIT", "221").hearsNothingMore();
            }
            endsWith(End.QUIT);
        }

        @Test
        void isNotForWhoTalksBeforeIt() throws ResourceException, IOException {
            // T-PIP 42
            application.manners = new Manners(Duration.ofSeconds(60), false);
            try (Client client = new Client(activate())) {
                client.says("EHLO early.test\r\nMAIL FROM:<>\r\n")
                        .hears("554 5.5.0 you talk before you are greeted")
                        .hearsNothingMore();
            }
            endsWith(End.HUNG_UP);
        }

        @Test
        void isNotAwaitedByAServerThatStops() throws ResourceException, IOException {
            application.manners = new Manners(Duration.ofSeconds(60), false);
            try (Client client = new Client(activate())) {
                await().until(() -> openSessions() == 1);
                adapter.endpointDeactivation(application, spec);
                client.hears("421 4.3.2 going down").hearsNothingMore();
            }
        }

        @Test
        void isNotAwaitedForAPeerThatGoes() throws ResourceException, IOException {
            application.manners = new Manners(Duration.ofSeconds(60), false);
            try (Client client = new Client(activate())) {
                client.says("");
                await().until(() -> openSessions() == 1);
            }
            endsWith(End.LOST);
        }
    }

    @Nested
    class Pipelining {
        @ParameterizedTest
        @ValueSource(strings = {"DATA\r\nSubject: x\r\n\r\nx\r\n.\r\n", "EHLO again.test\r\nMAIL FROM:<>\r\n"})
        void beyondWhatIsAllowedEndsTheSession(String segment) throws ResourceException, IOException {
            // T-PIP 44, 49
            application.manners = new Manners(Duration.ZERO, true);
            try (Client client = Client.greeted(activate())) {
                client.says("MAIL FROM:<>\r\nRCPT TO:<user@local.test>\r\n" + segment)
                        .hears("250", 2)
                        .hears("554 5.5.0 you do not wait for replies")
                        .hearsNothingMore();
            }
            endsWith(End.HUNG_UP);
            assertThat(application.messages).isEmpty();
        }

        @Test
        void asItIsAllowedGoesOn() throws ResourceException, IOException {
            application.manners = new Manners(Duration.ZERO, true);
            try (Client client = Client.greeted(activate())) {
                client.says("MAIL FROM:<>\r\nRCPT TO:<user@local.test>\r\nDATA\r\n")
                        .hears("250", 2)
                        .hears("354")
                        .says(".\r\nMAIL FROM:<>\r\nRSET\r\nQUIT\r\n")
                        .hears("250", 3)
                        .hears("221");
            }
        }
    }
}
