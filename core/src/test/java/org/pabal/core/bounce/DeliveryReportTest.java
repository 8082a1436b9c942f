package org.pabal.core.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.bounce.ReportedRecipient.Action;
import org.pabal.core.message.Content;
import org.pabal.core.queue.BodyType;
import org.pabal.core.queue.MailOptions;
import org.pabal.core.queue.OriginalRecipient;
import org.pabal.core.queue.ReturnedContent;
import org.pabal.core.queue.Xtext;

class DeliveryReportTest {
    private static final DeliveryReport REPORT =
            new DeliveryReport(EmailAddress.require("MAILER-DAEMON@local.test"), "bound");
    private static final BouncePolicy.Notice TO_BOB = new BouncePolicy.Bounce(EmailAddress.require("bob@remote.test"));
    private static final Instant NOW = Instant.parse("2026-11-02T06:07:08Z");
    private static final Instant ARRIVAL = Instant.parse("2026-11-01T06:07:08Z");
    private static final DeliveryReport.Times TIMES =
            new DeliveryReport.Times(ARRIVAL, ARRIVAL.plus(Duration.ofDays(7)));
    private static final Content ORIGINAL = content("Subject: hi\n\nbody\n");
    private static final MailOptions NOTHING_ASKED = MailOptions.of(BodyType.EIGHT_BIT_MIME);

    private static Content content(String text) {
        return new Content.InMemory(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String compose(MailOptions options, Content original, ReportedRecipient... recipients)
            throws IOException {
        Content report =
                REPORT.compose(TO_BOB, new DeliveryReport.Subject(List.of(recipients), options, TIMES, original), NOW);
        try (InputStream in = report.open()) {
            byte[] octets = in.readAllBytes();
            assertThat(report.octets()).isEqualTo(octets.length);
            return new String(octets, StandardCharsets.UTF_8);
        }
    }

    private static ReportedRecipient recipient(Action action, String address, String report) {
        return new ReportedRecipient(new FailedRecipient(address, report), action, Optional.empty());
    }

    private static ReportedRecipient failed() {
        return recipient(Action.FAILED, "eve@local.test", "Sorry, no mailbox here by that name. (#5.1.1)\n");
    }

    @Test
    void failureHasQmailsTextAndItsStatusAndTheMessage() throws IOException {
        ReportedRecipient remote = new ReportedRecipient(
                new FailedRecipient(
                        "kim@far.test",
                        "192.0.2.7 does not like recipient.\nRemote host said: 550 5.7.1 no\nGiving up on 192.0.2.7.\n"),
                Action.FAILED,
                OriginalRecipient.parse("rfc822;k+2Bim@old.test"));
        MailOptions options = new MailOptions(BodyType.SEVEN_BIT, false, Optional.empty(), Xtext.parse("q+2B1"));

        assertThat(compose(options, ORIGINAL, failed(), remote)).isEqualTo("""
                        Date: 2 Nov 2026 06:07:08 -0000
                        From: MAILER-DAEMON@local.test
                        To: bob@remote.test
                        Subject: failure notice
                        MIME-Version: 1.0
                        Content-Type: multipart/report; report-type=delivery-status;
                         boundary="bound"

                        --bound
                        Content-Type: text/plain; charset=utf-8
                        Content-Transfer-Encoding: 8bit

                        Hi. This is the qmail-send program at local.test.
                        I'm afraid I wasn't able to deliver your message to the following addresses.
                        This is a permanent error; I've given up. Sorry it didn't work out.

                        <eve@local.test>:
                        Sorry, no mailbox here by that name. (#5.1.1)

                        <kim@far.test>:
                        192.0.2.7 does not like recipient.
                        Remote host said: 550 5.7.1 no
                        Giving up on 192.0.2.7.

                        --- Below this line is a copy of the message.

                        Return-Path: <bob@remote.test>

                        --bound
                        Content-Type: message/delivery-status
                        Content-Transfer-Encoding: 8bit

                        Reporting-MTA: dns; local.test
                        Original-Envelope-Id: q+1
                        Arrival-Date: 1 Nov 2026 06:07:08 -0000

                        Final-Recipient: rfc822; eve@local.test
                        Action: failed
                        Status: 5.1.1

                        Original-Recipient: rfc822;k+im@old.test
                        Final-Recipient: rfc822; kim@far.test
                        Action: failed
                        Status: 5.7.1
                        Diagnostic-Code: smtp; 550 5.7.1 no

                        --bound
                        Content-Type: message/rfc822
                        Content-Transfer-Encoding: 8bit

                        Subject: hi

                        body

                        --bound--
                        """);
    }

    /** T-DSN 221: nobody is to get a hundred megabytes that he may never have sent. */
    @Test
    void aLargeMessageDoesNotComeBackWhole() throws IOException {
        String head = "Subject: hi\n\n";
        String most = head + "x".repeat((int) DeliveryReport.MAX_RETURNED - head.length());

        assertThat(compose(NOTHING_ASKED, content(most), failed())).contains("message/rfc822\n", "xxx");
        assertThat(compose(NOTHING_ASKED, content(most + "x"), failed()))
                .contains("text/rfc822-headers\n", "Subject: hi\n")
                .doesNotContain("xxx");
        Content qsbmf = BounceFormat.QSBMF.compose(
                REPORT,
                TO_BOB,
                new DeliveryReport.Subject(List.of(failed()), NOTHING_ASKED, TIMES, content(most + "x")),
                NOW);
        assertThat(qsbmf.octets()).isLessThan(10_000);
    }

    @Test
    void successIsNoFailureToAnybodyWhoReadsIt() throws IOException {
        String report = compose(
                NOTHING_ASKED,
                ORIGINAL,
                recipient(Action.DELIVERED, "eve@local.test", "did 1+0+0\n"),
                recipient(Action.RELAYED, "kim@far.test", "192.0.2.7 accepted message.\nRemote host said: 250 ok\n"));

        assertThat(report)
                .contains("Subject: delivery notice\n", "It was delivered to eve@local.test.\n")
                .contains("It was handed on for kim@far.test to a host that sends no notices like this one.\n")
                .contains("Final-Recipient: rfc822; eve@local.test\nAction: delivered\nStatus: 2.0.0\n")
                .contains("Action: relayed\nStatus: 2.0.0\nDiagnostic-Code: smtp; 250 ok\n")
                .contains("Content-Type: text/rfc822-headers\n")
                .endsWith("\n\nSubject: hi\n\n--bound--\n")
                .doesNotContain("Hi. This", "\n<", "body");
    }

    @Test
    void aDelayIsNoFailureToAnybodyWhoReadsIt() throws IOException {
        assertThat(
                        compose(
                                NOTHING_ASKED,
                                ORIGINAL,
                                recipient(
                                        Action.DELAYED,
                                        "kim@far.test",
                                        "192.0.2.7 does not like recipient.\nRemote host said: 450 4.2.1 busy\nGiving up on 192.0.2.7.\n")))
                .isEqualTo("""
                        Date: 2 Nov 2026 06:07:08 -0000
                        From: MAILER-DAEMON@local.test
                        To: bob@remote.test
                        Subject: delay notice
                        MIME-Version: 1.0
                        Content-Type: multipart/report; report-type=delivery-status;
                         boundary="bound"

                        --bound
                        Content-Type: text/plain; charset=utf-8
                        Content-Transfer-Encoding: 8bit

                        This is the qmail-send program at local.test.
                        Your message has not reached the following addresses yet.
                        It is tried again until 8 Nov 2026 06:07:08 -0000; you need not send it again.

                        <kim@far.test>:
                        192.0.2.7 does not like recipient.
                        Remote host said: 450 4.2.1 busy
                        Giving up on 192.0.2.7.

                        --- Below this line is a copy of the message.

                        Return-Path: <bob@remote.test>

                        --bound
                        Content-Type: message/delivery-status
                        Content-Transfer-Encoding: 8bit

                        Reporting-MTA: dns; local.test
                        Arrival-Date: 1 Nov 2026 06:07:08 -0000

                        Final-Recipient: rfc822; kim@far.test
                        Action: delayed
                        Status: 4.2.1
                        Diagnostic-Code: smtp; 450 4.2.1 busy
                        Will-Retry-Until: 8 Nov 2026 06:07:08 -0000

                        --bound
                        Content-Type: text/rfc822-headers
                        Content-Transfer-Encoding: 8bit

                        Subject: hi

                        --bound--
                        """);
    }

    @Test
    void successBesideAFailureIsToldInTheSameReport() throws IOException {
        assertThat(compose(NOTHING_ASKED, ORIGINAL, failed(), recipient(Action.DELIVERED, "kim@local.test", "")))
                .contains("Subject: failure notice\n", "<eve@local.test>:\n", "It was delivered to kim@local.test.\n")
                .contains("Action: failed\n", "Action: delivered\n", "Content-Type: message/rfc822\n");
    }

    @ParameterizedTest
    @CsvSource({
        "SEVEN_BIT, false, FULL, message/rfc822, true",
        "EIGHT_BIT_MIME, true, FULL, message/global, true",
        "EIGHT_BIT_MIME, false, HDRS, text/rfc822-headers, false",
        "EIGHT_BIT_MIME, true, HDRS, message/global-headers, false",
        "BINARY_MIME, false, FULL, text/rfc822-headers, false"
    })
    void returnsWhatItMay(BodyType body, boolean utf8, ReturnedContent asked, String type, boolean whole)
            throws IOException {
        MailOptions options = new MailOptions(body, utf8, Optional.of(asked), Optional.empty());
        String report = compose(options, ORIGINAL, failed());
        assertThat(report).contains("Content-Type: " + type + "\n", "Subject: hi\n");
        assertThat(report.contains("body")).isEqualTo(whole);
    }

    @ParameterizedTest
    @CsvSource({"FULL, failed, true", "HDRS, failed, false", "FULL, delivered, false"})
    void qmailsFormIsForWhatQmailTells(ReturnedContent asked, String second, boolean plain) throws IOException {
        MailOptions options = new MailOptions(BodyType.SEVEN_BIT, false, Optional.of(asked), Optional.empty());
        ReportedRecipient other =
                second.equals("failed") ? failed() : recipient(Action.DELIVERED, "kim@local.test", "did 1+0+0\n");
        DeliveryReport.Subject subject = new DeliveryReport.Subject(List.of(failed(), other), options, TIMES, ORIGINAL);
        try (InputStream in =
                BounceFormat.QSBMF.compose(REPORT, TO_BOB, subject, NOW).open()) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text.contains("MIME-Version")).isEqualTo(!plain);
            assertThat(text.endsWith("Return-Path: <bob@remote.test>\nSubject: hi\n\nbody\n"))
                    .isEqualTo(plain);
        }
    }

    @Test
    void theHeaderSectionOfABinaryMessageIsText() throws IOException {
        MailOptions options = MailOptions.of(BodyType.BINARY_MIME);
        assertThat(compose(options, content("A: b\r\nC: d\0\r\n\r\n\0\r"), failed()))
                .endsWith("\n\nA: b\nC: d \n\n--bound--\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        FAILED    | Sorry. (#4.4.1)                                | 4.4.1
        FAILED    | no status at all                               | 5.0.0
        FAILED    | Remote host said: 250 2.0.0 ok                 | 5.0.0
        FAILED    | Remote host said: 550 no                       | 5.0.0
        FAILED    | died (#4.4.2) Remote host said: 450-4.2.1 busy | 4.2.1
        DELAYED   | died (#4.4.2) Remote host said: 450-4.2.1 busy | 4.2.1
        DELAYED   | Remote host said: 550 5.1.1 no                 | 4.0.0
        DELIVERED | did 1+0+0                                      | 2.0.0
        RELAYED   | Remote host said: 250 2.1.5 ok                 | 2.1.5
        RELAYED   | Remote host said: 250 5.1.1 ok                 | 2.0.0
        """)
    void statusIsTheRemoteHostsIfItHasOne(Action action, String report, String status) {
        assertThat(recipient(action, "a@x.test", report).fields("later")).contains("Status: " + status + "\n");
    }

    @Test
    void addressesBeyondAsciiAreWrittenInIt() {
        assertThat(recipient(Action.FAILED, "\u00fc@b\u00fc.test", "").fields("later"))
                .startsWith("Final-Recipient: utf-8; \\x{FC}@b\\x{FC}.test\n");
    }

    @ParameterizedTest
    @CsvSource({"'a b@x.test', '\"a b\"@x.test'", "a@x.test, a@x.test"})
    void addressesAreQuotedWhereTheyMustBe(String address, String written) {
        assertThat(recipient(Action.FAILED, address, "").fields("later"))
                .startsWith("Final-Recipient: rfc822; " + written + "\n");
    }
}
