package org.pabal.core.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pabal.core.address.DomainName;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.LocalPart;
import org.pabal.core.message.Content;

class BounceMessageTest {
    private static final BounceMessage BY_LOCAL = new BounceMessage(EmailAddress.require("MAILER-DAEMON@local.test"));
    private static final BouncePolicy.Notice TO_BOB = new BouncePolicy.Bounce(EmailAddress.require("bob@remote.test"));
    private static final Instant NOW = Instant.parse("2026-11-02T06:07:08Z");
    private static final Content ORIGINAL =
            content("Received: (qmail 1 invoked by uid 0)\nSubject: hi\n\nbody\nno end");

    private static Content content(String text) {
        return new Content.InMemory(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Content content) throws IOException {
        try (InputStream in = content.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String text(BouncePolicy.Notice notice, FailedRecipient... failures) throws IOException {
        return text(BY_LOCAL.compose(notice, List.of(failures), ORIGINAL, NOW));
    }

    @Test
    void bounceIsQmailsTextWordForWord() throws IOException {
        assertThat(
                        text(
                                TO_BOB,
                                new FailedRecipient(
                                        "eve@local.test", "Sorry, no mailbox here by that name. (#5.1.1)\n"),
                                new FailedRecipient(
                                        "kim@far.test",
                                        "192.0.2.7 does not like recipient.\nRemote host said: 550 no\nGiving up on 192.0.2.7.\n")))
                .isEqualTo("""
                        Date: 2 Nov 2026 06:07:08 -0000
                        From: MAILER-DAEMON@local.test
                        To: bob@remote.test
                        Subject: failure notice

                        Hi. This is the qmail-send program at local.test.
                        I'm afraid I wasn't able to deliver your message to the following addresses.
                        This is a permanent error; I've given up. Sorry it didn't work out.

                        <eve@local.test>:
                        Sorry, no mailbox here by that name. (#5.1.1)

                        <kim@far.test>:
                        192.0.2.7 does not like recipient.
                        Remote host said: 550 no
                        Giving up on 192.0.2.7.

                        --- Below this line is a copy of the message.

                        Return-Path: <bob@remote.test>
                        Received: (qmail 1 invoked by uid 0)
                        Subject: hi

                        body
                        no end""");
    }

    @Test
    void doubleBounceIsQmailsTextWordForWord() throws IOException {
        assertThat(text(
                        new BouncePolicy.DoubleBounce(EmailAddress.require("postmaster@local.test")),
                        new FailedRecipient("bob@remote.test", "Sorry.\n")))
                .isEqualTo("""
                        Date: 2 Nov 2026 06:07:08 -0000
                        From: MAILER-DAEMON@local.test
                        To: postmaster@local.test
                        Subject: failure notice

                        Hi. This is the qmail-send program at local.test.
                        I tried to deliver a bounce message to this address, but the bounce bounced!

                        <bob@remote.test>:
                        Sorry.

                        --- Below this line is the original bounce.

                        Return-Path: <>
                        Received: (qmail 1 invoked by uid 0)
                        Subject: hi

                        body
                        no end""");
    }

    @Test
    void addressesAreQuotedWhereTheyMustBe() throws IOException {
        BounceMessage odd =
                new BounceMessage(new EmailAddress(new LocalPart("mailer daemon"), new DomainName("local.test")));
        BouncePolicy.Notice notice = new BouncePolicy.Bounce(EmailAddress.require("b\"o b@remote.test"));

        assertThat(text(odd.compose(notice, List.of(), ORIGINAL, NOW)))
                .contains(
                        "\nFrom: \"mailer daemon\"@local.test\nTo: \"b\\\"o b\"@remote.test\n",
                        "\nReturn-Path: <\"b\\\"o b\"@remote.test>\n");
    }

    @Test
    void monthsAreRfc5322WhateverTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.KOREA);
            assertThat(IntStream.rangeClosed(1, 12).mapToObj(month -> {
                        Instant now = Instant.parse(String.format(Locale.ROOT, "2026-%02d-15T00:00:00Z", month));
                        return BY_LOCAL.compose(TO_BOB, List.of(), ORIGINAL, now);
                    }))
                    .extracting(bounce -> text(bounce).substring(9, 12))
                    .containsExactly(
                            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void largeOriginalIsReadWhenTheBounceIs() throws IOException {
        byte[] octets = "x".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
        int[] opened = {0};
        Content large = new Content() {
            @Override
            public long octets() {
                return octets.length;
            }

            @Override
            public InputStream open() {
                opened[0]++;
                return new java.io.ByteArrayInputStream(octets);
            }
        };

        Content bounce = BY_LOCAL.compose(TO_BOB, List.of(new FailedRecipient("a@b.test", "x")), large, NOW);

        assertThat(opened[0]).isZero();
        assertThat(text(bounce)).endsWith("Return-Path: <bob@remote.test>\n" + "x".repeat(1_000_000));
        assertThat(bounce.octets()).isEqualTo(text(bounce).length());
        assertThat(opened[0]).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "a@b.test,      'no.|',          '<a@b.test>:|no.||'",
        "a@b.test,      'no.',           '<a@b.test>:|no.||'",
        "a@b.test,      '',              '<a@b.test>:||'",
        "a@b.test,      'one||two|',     '<a@b.test>:|one|/two||'",
        "a@b.test,      'one|||two|',    '<a@b.test>:|one|//two||'",
        "a@b.test,      '|one|',         '<a@b.test>:|/one||'",
        "'a|b@c.test',  'no.|',          '<a_b@c.test>:|no.||'",
        "a@b.test,      '-dash|',        '<a@b.test>:|-dash||'",
    })
    void paragraphHasNoEmptyLineInside(String address, String report, String paragraph) {
        assertThat(new FailedRecipient(address.replace('|', '\n'), report.replace('|', '\n'))
                        .paragraph()
                        .replace('\n', '|'))
                .isEqualTo(paragraph);
    }

    @Test
    void paragraphHasNoControlCharacters() {
        assertThat(new FailedRecipient("a\u001b@b.test", "5\r\n.\r\n\u0000\u001b[31m\tx\n").paragraph())
                .isEqualTo("<a?@b.test>:\n5?\n.?\n??[31m\tx\n\n");
    }

    @Test
    void endlessReportIsCut() {
        assertThat(new FailedRecipient("a@b.test", "x".repeat(3000)).paragraph())
                .isEqualTo("<a@b.test>:\n" + "x".repeat(3000) + "\n\n");
        assertThat(new FailedRecipient("a@b.test", "x".repeat(3001)).paragraph())
                .isEqualTo("<a@b.test>:\n" + "x".repeat(2966) + "\nError report too long, sorry.\n\n");
    }
}
