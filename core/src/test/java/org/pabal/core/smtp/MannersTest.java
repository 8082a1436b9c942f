package org.pabal.core.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MannersTest {
    @Nested
    class Pauses {
        private final Dialogue client = Dialogue.ofStranger().greeted();
        private final List<Long> seconds = new ArrayList<>();

        private void errs(int times) {
            for (int i = 0; i < times; i++) {
                State before = client.state();
                client.says("WHAT").hears("502");
                seconds.add(client.state().pauseSince(before).toSeconds());
            }
        }

        @Test
        void growWithEachErrorAndHaveAnEnd() {
            errs(Limits.ERRORS - 1);

            assertThat(seconds)
                    .containsExactly(0L, 0L, 0L, 0L, 0L, 1L, 2L, 4L, 8L, 8L, 8L, 8L, 8L, 8L, 8L, 8L, 8L, 8L, 8L);
            client.says("WHAT").hears("421 4.7.0").isClosed();
        }

        @Test
        void areForErrorsOnly() {
            errs(8);
            State before = client.state();

            client.says("NOOP").hears("250");

            assertThat(client.state().pauseSince(before)).isZero();
        }

        @Test
        void endWithAnAcceptedMessage() {
            errs(8);
            client.says("MAIL FROM:<s@ext.test>")
                    .says("RCPT TO:<user@local.test>")
                    .says("DATA")
                    .hears("354");
            client.sendsContent(SmtpReply.of(250, "2.0.0", "ok"));
            seconds.clear();

            errs(6);

            assertThat(seconds).containsExactly(0L, 0L, 0L, 0L, 0L, 1L);
        }
    }

    @Nested
    class StrictPipelining {
        private final Manners strict = new Manners(Duration.ZERO, true);

        @ParameterizedTest
        @CsvSource({
            "EHLO, MAIL FROM:<>, true",
            "EHLO, RCPT TO:<user@local.test>, true",
            "EHLO, RSET, true",
            "EHLO, QUIT, true",
            "EHLO, WHAT, true",
            "EHLO, DATA, false",
            "EHLO, EHLO again.test, false",
            "EHLO, HELO again.test, false",
            "EHLO, STARTTLS, false",
            "EHLO, VRFY user, false",
            "HELO, MAIL FROM:<>, false",
            "HELO, QUIT, true",
            "'', EHLO first.test, false",
            "'', MAIL FROM:<>, false",
        })
        void goesByWhatTheClientCanKnow(String hello, String line, boolean allowed) {
            Dialogue client = Dialogue.ofStranger();
            if (!hello.isEmpty()) {
                client.says(hello + " client.test");
            }
            byte[] octets = Wire.octets(line);
            Command command = CommandParser.parse(octets, 0, octets.length);

            assertThat(strict.allowsMoreBehind(client.state(), command)).isEqualTo(allowed);
            assertThat(Manners.ANY.allowsMoreBehind(client.state(), command)).isTrue();
        }
    }

    @Test
    void whatOnlyBeginsLikeStartTlsIsNotThatTheServerHasNone() {
        Dialogue.ofStranger(Tls.OFFERED)
                .says("STARTTLSfoo")
                .hears("500 5.5.2")
                .says("STARTTLS foo")
                .hears("501 5.5.4")
                .says("starttls")
                .hears("220");
    }
}
