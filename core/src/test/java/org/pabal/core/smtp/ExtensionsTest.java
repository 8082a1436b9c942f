package org.pabal.core.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.queue.BodyType;
import org.pabal.core.queue.Envelope;
import org.pabal.core.queue.EnvelopeRecipient;
import org.pabal.core.queue.ReturnedContent;

class ExtensionsTest {
    private static final SmtpReply QUEUED = SmtpReply.of(250, "2.0.0", "ok 1700000000 qp 4711");
    private static final SmtpReply TAKEN = SmtpReply.of(250, "2.0.0", "ok 5 octets");
    private static final String BOOKS = octets("b\u00fccher");

    /** Text as its UTF-8 octets, each a character. */
    private static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @Nested
    class Parameters {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
            SIZE=1                           | 250 2.1.0
            SIZE=1 SIZE=1                    | 501 5.5.4
            SIZE=                            | 501 5.5.4
            BODY=7bit                        | 250 2.1.0
            BODY=BINARYMIME                  | 250 2.1.0
            BODY=9BIT                        | 501 5.5.4
            BODY                             | 501 5.5.4
            body=8bitmime BODY=7BIT          | 501 5.5.4
            SMTPUTF8                         | 250 2.1.0
            smtputf8 BODY=8BITMIME           | 250 2.1.0
            SMTPUTF8=                        | 501 5.5.4
            SMTPUTF8=yes                     | 501 5.5.4
            SMTPUTF8 SMTPUTF8                | 501 5.5.4
            RET=FULL                         | 250 2.1.0
            RET=hdrs ENVID=a+2Bb             | 250 2.1.0
            RET=FULL RET=FULL                | 501 5.5.4
            RET=                             | 501 5.5.4
            RET=BODY                         | 501 5.5.4
            RET                              | 501 5.5.4
            ENVID=                           | 501 5.5.4
            ENVID=a+b                        | 501 5.5.4
            ENVID=a+2b                       | 501 5.5.4
            ENVID=a+0A                       | 501 5.5.4
            ENVID=a=b                        | 501 5.5.4
            ENVID=a ENVID=b                  | 501 5.5.4
            NOTIFY=NEVER                     | 555 5.5.4
            ORCPT=rfc822;a@x                 | 555 5.5.4
            AUTH                             | 501 5.5.4
            X                                | 555 5.5.4
            =                                | 555 5.5.4
            """)
        void ofMail(String parameters, String reply) {
            Dialogue.ofStranger()
                    .greeted()
                    .says("MAIL FROM:<s@x.test> " + parameters)
                    .hears(reply);
        }

        @Test
        void envelopeIdHasALimit() {
            // T-DSN 220
            Dialogue.ofStranger()
                    .greeted()
                    .says("MAIL FROM:<s@x.test> ENVID=" + "a".repeat(101))
                    .hears("501 5.5.4")
                    .says("MAIL FROM:<s@x.test> ENVID=" + "a".repeat(100))
                    .hears("250");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
            NOTIFY=NEVER                                | 250 2.1.5
            NOTIFY=success,FAILURE ORCPT=rfc822;a+2Bb@x | 250 2.1.5
            NOTIFY=NEVER,FAILURE                        | 501 5.5.4
            NOTIFY=                                     | 501 5.5.4
            NOTIFY                                      | 501 5.5.4
            NOTIFY=NEVER NOTIFY=NEVER                   | 501 5.5.4
            ORCPT=a@x                                   | 501 5.5.4
            ORCPT=rfc822;a=x                            | 501 5.5.4
            ORCPT=rfc822;a ORCPT=rfc822;a               | 501 5.5.4
            RET=FULL                                    | 555 5.5.4
            SIZE=1                                      | 555 5.5.4
            SMTPUTF8                                    | 555 5.5.4
            """)
        void ofRecipients(String parameters, String reply) {
            Dialogue.ofStranger()
                    .inMail()
                    .says("RCPT TO:<user@local.test> " + parameters)
                    .hears(reply);
        }

        @Test
        void areKeptInTheEnvelope() {
            Dialogue client = Dialogue.ofStranger()
                    .greeted()
                    .says("MAIL FROM:<s@x.test> RET=HDRS ENVID=q+2B1 SMTPUTF8 BODY=8BITMIME")
                    .says("RCPT TO:<a@local.test> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;b@x.test")
                    .says("RCPT TO:<b@local.test>")
                    .says("DATA")
                    .hears("354");

            Envelope envelope = client.envelopes().getFirst();
            assertThat(envelope.options().smtpUtf8()).isTrue();
            assertThat(envelope.options().returned()).contains(ReturnedContent.HDRS);
            assertThat(envelope.options().envelopeId().orElseThrow().decoded()).isEqualTo("q+1");
            EnvelopeRecipient first = envelope.accepted().getFirst();
            assertThat(first.options().wish().text()).isEqualTo("SUCCESS,DELAY");
            assertThat(first.options().original().orElseThrow().text()).isEqualTo("rfc822;b@x.test");
            assertThat(envelope.accepted().get(1).options().wish().text()).isEmpty();
        }
    }

    @Nested
    class BeyondAscii {
        @Test
        void isTakenWithItsParameterOnly() {
            // T-CHR 81, M112
            Dialogue client = Dialogue.ofRelayClient("")
                    .greeted()
                    .says("MAIL FROM:<" + BOOKS + "@x.test>")
                    .hears("553 5.6.7")
                    .says("MAIL FROM:<s@" + BOOKS + ".test> SIZE=1")
                    .hears("553 5.6.7")
                    .says("MAIL FROM:<" + BOOKS + "@" + BOOKS + ".test> SMTPUTF8")
                    .hears("250")
                    .says("RCPT TO:<" + BOOKS + "@" + BOOKS + ".test>")
                    .hears("250")
                    .says("DATA");

            assertThat(client.envelopes().getFirst().recipients())
                    .singleElement()
                    .satisfies(recipient ->
                            assertThat(recipient.toSmtpWithALabels()).isEqualTo("b\u00fccher@xn--bcher-kva.test"));
        }

        @Test
        void recipientsNeedATransactionThatMayHaveThem() {
            Dialogue.ofRelayClient("")
                    .inMail()
                    .says("RCPT TO:<" + BOOKS + "@local.test>")
                    .hears("553 5.6.7");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\u00c0\u00af",
                    "\u00ed\u00a0\u0080",
                    "\u00ef\u00bf\u00bf",
                    "\u00fc",
                    "\u00f4\u0090\u0080\u0080"
                })
        void whatIsNoUtf8IsRefused(String octets) {
            // T-CHR 80, M114
            Dialogue.ofRelayClient("")
                    .greeted()
                    .says("MAIL FROM:<a" + octets + "@x.test> SMTPUTF8")
                    .hears("501 5.5.2")
                    .says("MAIL FROM:<> SMTPUTF8")
                    .hears("250")
                    .says("RCPT TO:<a" + octets + "@local.test>")
                    .hears("501 5.5.2")
                    .says("RCPT TO:<a@local.test> ORCPT=utf-8;" + octets)
                    .hears("501 5.5.2");
        }

        @Test
        void domainsOfOtherMeaningsAreRefused() {
            // T-CHR 82
            Dialogue.ofRelayClient("")
                    .greeted()
                    .says("MAIL FROM:<a@" + octets("stra\u00dfe") + ".test> SMTPUTF8")
                    .hears("501 5.1.7 syntax error: malformed domain name");
        }
    }

    @Nested
    class Chunks {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
            greeted | 503 5.5.1 MAIL first
            mail    | 503 5.5.1 RCPT first
            refused | 554 5.5.1 no valid recipients
            """)
        void outOfOrderAreReadAndRefused(String state, String reply) {
            // T-BDA 212, M76
            Dialogue client = Dialogue.ofStranger().greeted();
            if (!state.equals("greeted")) {
                client.says("MAIL FROM:<s@x.test>");
            }
            if (state.equals("refused")) {
                client.says("RCPT TO:<a@ext.test>").hears("553");
            }
            client.says("BDAT 5").hears(reply).says("BDAT 7 LAST").hears(reply).isOpen();
            assertThat(client.skipped()).isEqualTo(12);
        }

        @Test
        void makeOneContent() {
            Dialogue client = Dialogue.ofStranger()
                    .inRecipients()
                    .says("BDAT 5")
                    .sendsChunk(TAKEN)
                    .hears("250 2.0.0 ok 5 octets")
                    .says("bdat 0  last")
                    .sendsChunk(QUEUED)
                    .hears("250 2.0.0 ok 1700000000 qp 4711")
                    .says("BDAT 1 LAST")
                    .hears("503 5.5.1 MAIL first");
            assertThat(client.envelopes()).hasSize(2);
        }

        @ParameterizedTest
        @ValueSource(strings = {"DATA", "RCPT TO:<a@local.test>"})
        void areFollowedByChunksOnly(String command) {
            // T-BDA 213, M77
            Dialogue.ofStranger()
                    .inRecipients()
                    .says("BDAT 5")
                    .sendsChunk(TAKEN)
                    .says(command)
                    .hears("503 5.5.1 only BDAT or RSET after BDAT")
                    .says("MAIL FROM:<s@x.test>")
                    .hears("503 5.5.1 one MAIL at a time")
                    .says("BDAT 5 LAST")
                    .sendsChunk(QUEUED)
                    .hears("250");
        }

        @ParameterizedTest
        @ValueSource(strings = {"RSET", "EHLO x", "HELO x"})
        void areForgottenWithTheirTransaction(String command) {
            // T-BDA 213, M78
            Dialogue client =
                    Dialogue.ofStranger().inRecipients().says("BDAT 5").sendsChunk(TAKEN);
            assertThat(client.state().transaction()).isPresent();
            client.says(command).hears("250");
            assertThat(client.state().transaction()).isEmpty();
        }

        @Test
        void aRefusalEndsTheTransaction() {
            Dialogue.ofStranger()
                    .inRecipients()
                    .says("BDAT 5")
                    .sendsChunk(Replies.BARE_LF)
                    .hears("554 5.6.0")
                    .says("BDAT 5 LAST")
                    .hears("503 5.5.1 MAIL first");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "BDAT",
                    "BDAT x",
                    "BDAT -1",
                    "BDAT 1LAST",
                    "BDAT 1 LAST 2",
                    "BDAT 1 FIRST",
                    "BDAT LAST",
                    "BDAT 1.0",
                    "BDAT 1234567890123456789",
                    "BDAT +1",
                    "BDAT\t1",
                    "BDAT 1\tLAST"
                })
        void withoutAKnownEndCloseTheSession(String command) {
            Dialogue client = Dialogue.ofStranger().inRecipients().says(command);
            if (command.contains("BDAT\t")) {
                // no verb at all, so nobody waits for an answer to a chunk
                client.hears("502").isOpen();
            } else {
                client.hears("501 5.5.4").isClosed();
            }
        }

        @Test
        void aRefusedChunkMayNotBeEndless() {
            Dialogue.ofStranger()
                    .greeted()
                    .says("BDAT " + Limits.DISCARDED)
                    .hears("503")
                    .isOpen()
                    .says("BDAT " + (Limits.DISCARDED + 1))
                    .hears("552 5.3.4")
                    .isClosed();
        }

        @Test
        void areTheOnlyWayForABinaryMessage() {
            // M79
            Dialogue client = Dialogue.ofStranger()
                    .greeted()
                    .says("MAIL FROM:<s@x.test> BODY=BINARYMIME")
                    .says("RCPT TO:<a@local.test>")
                    .says("DATA")
                    .hears("503 5.5.1 BODY=BINARYMIME needs BDAT")
                    .says("BDAT 1 LAST")
                    .sendsChunk(QUEUED)
                    .hears("250");
            assertThat(client.envelopes().getFirst().body()).isEqualTo(BodyType.BINARY_MIME);
        }
    }

    @Test
    void limitOfRecipientsIsAdvertised() {
        assertThat(Replies.hello(Dialogue.terms(Optional.empty(), 0, false), true)
                        .lines())
                .contains("LIMITS RCPTMAX=3");
    }
}
