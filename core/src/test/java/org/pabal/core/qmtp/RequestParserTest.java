package org.pabal.core.qmtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.qmtp.RequestParser.Form;
import org.pabal.core.qmtp.RequestParser.Progress;
import org.pabal.core.smtp.Limits;
import org.pabal.core.smtp.Replies;
import org.pabal.core.smtp.SmtpReply;

class RequestParserTest {
    private static final int MAX_RECIPIENTS = 3;
    private static final long MAX_OCTETS = 1000;

    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    private RequestParser parser(Form form) {
        return new RequestParser(form, MAX_RECIPIENTS, MAX_OCTETS, content::write);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String net(String text) {
        return text.length() + ":" + text + ",";
    }

    private static String qmtp(String message, String sender, String... recipients) {
        StringBuilder list = new StringBuilder();
        for (String recipient : recipients) {
            list.append(net(recipient));
        }
        return net(message) + net(sender) + net(list.toString());
    }

    private Request read(Form form, String wire) {
        RequestParser parser = parser(form);
        byte[] octets = octets(wire);
        assertThat(parser.take(octets, 0, octets.length)).isEqualTo(Progress.END);
        return parser.request();
    }

    private Optional<SmtpReply> refusal(String message) {
        return read(Form.QMTP, qmtp(message, "s@x.test", "r@x.test")).refusal();
    }

    @Nested
    class Qmtp {
        @Test
        void hasTheExampleOfItsSpecification() {
            String wire = "246:\nReceived: (qmail-queue invoked by uid 0); 29 Jul 1996 09:36:40 -0000\n"
                    + "Date: 29 Jul 1996 11:35:35 -0000\n"
                    + "Message-ID: <19960729113535.375.qmail@heaven.af.mil>\n"
                    + "From: God@heaven.af.mil\n"
                    + "To: djb@silverton.berkeley.edu (D. J. Bernstein)\n\nThis is a test.\n,"
                    + "24:God-DSN-37@heaven.af.mil,30:26:djb@silverton.berkeley.edu,,";

            Request request = read(Form.QMTP, wire);

            assertThat(request.sender()).isEqualTo("God-DSN-37@heaven.af.mil");
            assertThat(request.recipients()).containsExactly("djb@silverton.berkeley.edu");
            assertThat(request.refusal()).isEmpty();
            assertThat(content.toString(StandardCharsets.ISO_8859_1))
                    .startsWith("Received: (qmail-queue")
                    .endsWith("\n\nThis is a test.\n")
                    .hasSize(245);
        }

        @Test
        void isReadWhereverItIsCut() {
            String wire = qmtp("\rSubject: x\r\n\r\ny\r\n", "", "a@x.test", "b@x.test");
            RequestParser parser = parser(Form.QMTP);
            byte[] octets = octets(wire);
            for (int i = 0; i < octets.length; i++) {
                assertThat(parser.take(octets, i, 1)).isEqualTo(i == octets.length - 1 ? Progress.END : Progress.MORE);
            }

            assertThat(parser.request())
                    .isEqualTo(new Request("", List.of("a@x.test", "b@x.test"), 0, Optional.empty(), 17));
            assertThat(content.toString(StandardCharsets.ISO_8859_1)).isEqualTo("Subject: x\n\ny\n");
            assertThat(parser.taken()).isEqualTo(octets.length);
        }

        @Test
        void leavesWhatFollowsToTheNext() {
            String wire = qmtp("\nx\n", "s@x.test", "r@x.test");
            RequestParser parser = parser(Form.QMTP);
            byte[] octets = octets(wire + wire);

            assertThat(parser.take(octets, 0, octets.length)).isEqualTo(Progress.END);
            assertThat(parser.consumed()).isEqualTo(wire.length());
        }

        @Test
        void countsRecipientsBeyondTheLimit() {
            Request request = read(Form.QMTP, qmtp("\nx\n", "", "a", "b", "c", "d", "e"));

            assertThat(request.recipients()).containsExactly("a", "b", "c");
            assertThat(request.excess()).isEqualTo(2);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "0:,",
                    "x",
                    ":",
                    "01:x,",
                    "-1:",
                    "9999999999999",
                    "3:x\n,",
                    "2:\nx;",
                    "2:\nx,1001:",
                    "2:\nx,1:s,1048577:",
                    "2:\nx,1:s,4:9:aaaaaaaaa,",
                    "2:\nx,1:s,5:1:a,,1:",
                    "2:\nx,1:s,4:1:a;",
                    "67108866:",
                })
        void isNotReadFurtherWhenItIsNone(String wire) {
            RequestParser parser = parser(Form.QMTP);
            byte[] octets = octets(wire);

            assertThat(parser.take(octets, 0, octets.length)).isEqualTo(Progress.BROKEN);
        }
    }

    @Nested
    class Qmqp {
        @Test
        void isOneNetstringOfNetstrings() {
            Request request = read(
                    Form.QMQP, net(net("Subject: x\n\ny\n") + net("s@x.test") + net("a@x.test") + net("b@x.test")));

            assertThat(request)
                    .isEqualTo(new Request("s@x.test", List.of("a@x.test", "b@x.test"), 0, Optional.empty(), 17));
            assertThat(content.toString(StandardCharsets.ISO_8859_1)).isEqualTo("Subject: x\n\ny\n");
        }

        @Test
        void mayHaveNoRecipient() {
            assertThat(read(Form.QMQP, net(net("") + net(""))).recipients()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"5:3:xyz,", "9:3:xyz,3:abc,", "10:20:", "3:1:x,,"})
        void staysWithinTheOuterLength(String wire) {
            RequestParser parser = parser(Form.QMQP);
            byte[] octets = octets(wire);

            assertThat(parser.take(octets, 0, octets.length)).isEqualTo(Progress.BROKEN);
        }
    }

    @Nested
    class Contents {
        @Test
        void haveNoBareCrAndNoNul() {
            assertThat(refusal("\nx\r\ny\n")).hasValue(Replies.BARE_CR);
            assertThat(refusal("\nx\0y\n")).hasValue(Replies.NUL);
            assertThat(refusal("\rx\ry\r\n")).hasValue(Replies.BARE_CR);
            assertThat(refusal("\rx\ny\r\n")).hasValue(Replies.BARE_LF);
            assertThat(refusal("\rx\r")).hasValue(Replies.BARE_CR);
            assertThat(refusal("\rx\r\n")).isEmpty();
        }

        @Test
        void haveALimitInWhichLineEndsAreTwo() {
            String line = "x".repeat(98) + "\n";
            assertThat(refusal("\n" + line.repeat(10))).isEmpty();
            assertThat(refusal("\n" + line.repeat(10) + "x")).hasValue(Replies.TOO_BIG);
            assertThat(refusal("\n" + "x".repeat(2000))).hasValue(Replies.TOO_BIG);
        }

        @Test
        void doNotGoInCircles() {
            RequestParser parser = new RequestParser(Form.QMTP, 1, 0, content::write);
            byte[] octets = octets(qmtp("\n" + "Received: x\n".repeat(Limits.HOPS), "", "r@x.test"));

            assertThat(parser.take(octets, 0, octets.length)).isEqualTo(Progress.END);
            assertThat(parser.request().refusal()).hasValue(Replies.LOOPING);
        }

        @Test
        void haveLinesAndHeadersOfALimitedSize() {
            RequestParser parser = new RequestParser(Form.QMTP, 1, 0, content::write);
            byte[] octets = octets(qmtp("\n" + "x".repeat(Limits.CONTENT_LINE + 1), "", "r@x.test"));

            assertThat(parser.take(octets, 0, octets.length)).isEqualTo(Progress.END);
            assertThat(parser.request().refusal()).hasValue(Replies.CONTENT_LINE_TOO_LONG);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "250, 2.0.0, ok 1 qp 2, 'Kok 1 qp 2'",
        "451, 4.3.0, trouble here, 'Ztrouble here (#4.3.0)'",
        "553, 5.7.1, no, 'Dno (#5.7.1)'",
    })
    void answersAreNetstrings(int code, String status, String text, String expected) {
        assertThat(new String(Netstrings.answer(SmtpReply.of(code, status, text)), StandardCharsets.US_ASCII))
                .isEqualTo(expected.length() + ":" + expected + ",");
    }
}
