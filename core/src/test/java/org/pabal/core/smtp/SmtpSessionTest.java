package org.pabal.core.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.queue.BodyType;

class SmtpSessionTest {
    private static final SmtpReply QUEUED = SmtpReply.of(250, "2.0.0", "ok 1700000000 qp 4711");

    /** Every state, every command: the reply, and the state after it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            connected | HELO x                     | 250 | greeted
            connected | EHLO x                     | 250 | greeted
            connected | MAIL FROM:<s@x.test>       | 250 | mail
            connected | RCPT TO:<user@local.test>  | 503 | connected
            connected | RCPT TO:<user@ext.test>    | 503 | connected
            connected | DATA                       | 503 | connected
            connected | RSET                       | 250 | connected
            connected | NOOP                       | 250 | connected
            connected | VRFY user                  | 252 | connected
            connected | HELP                       | 214 | connected
            connected | EXPN list                  | 502 | connected
            connected | WHAT                       | 502 | connected
            connected | QUIT                       | 221 | closed
            connected | GET / HTTP/1.1             | 554 | closed
            greeted   | HELO x                     | 250 | greeted
            greeted   | EHLO x                     | 250 | greeted
            greeted   | MAIL FROM:<s@x.test>       | 250 | mail
            greeted   | RCPT TO:<user@local.test>  | 503 | greeted
            greeted   | RCPT TO:<user@ext.test>    | 503 | greeted
            greeted   | DATA                       | 503 | greeted
            greeted   | RSET                       | 250 | greeted
            greeted   | NOOP                       | 250 | greeted
            greeted   | VRFY user                  | 252 | greeted
            greeted   | HELP                       | 214 | greeted
            greeted   | EXPN list                  | 502 | greeted
            greeted   | WHAT                       | 502 | greeted
            greeted   | QUIT                       | 221 | closed
            greeted   | GET / HTTP/1.1             | 554 | closed
            mail      | HELO x                     | 250 | greeted
            mail      | EHLO x                     | 250 | greeted
            mail      | MAIL FROM:<s@x.test>       | 503 | mail
            mail      | RCPT TO:<user@local.test>  | 250 | rcpt
            mail      | RCPT TO:<user@ext.test>    | 553 | refused
            mail      | DATA                       | 503 | mail
            mail      | RSET                       | 250 | greeted
            mail      | NOOP                       | 250 | mail
            mail      | VRFY user                  | 252 | mail
            mail      | HELP                       | 214 | mail
            mail      | EXPN list                  | 502 | mail
            mail      | WHAT                       | 502 | mail
            mail      | QUIT                       | 221 | closed
            mail      | GET / HTTP/1.1             | 554 | closed
            refused   | HELO x                     | 250 | greeted
            refused   | EHLO x                     | 250 | greeted
            refused   | MAIL FROM:<s@x.test>       | 503 | refused
            refused   | RCPT TO:<user@local.test>  | 250 | rcpt
            refused   | RCPT TO:<user@ext.test>    | 553 | refused
            refused   | DATA                       | 554 | refused
            refused   | RSET                       | 250 | greeted
            refused   | NOOP                       | 250 | refused
            refused   | VRFY user                  | 252 | refused
            refused   | HELP                       | 214 | refused
            refused   | EXPN list                  | 502 | refused
            refused   | WHAT                       | 502 | refused
            refused   | QUIT                       | 221 | closed
            refused   | GET / HTTP/1.1             | 554 | closed
            rcpt      | HELO x                     | 250 | greeted
            rcpt      | EHLO x                     | 250 | greeted
            rcpt      | MAIL FROM:<s@x.test>       | 503 | rcpt
            rcpt      | RCPT TO:<user@local.test>  | 250 | rcpt
            rcpt      | RCPT TO:<user@ext.test>    | 553 | rcpt
            rcpt      | DATA                       | 354 | greeted
            rcpt      | RSET                       | 250 | greeted
            rcpt      | NOOP                       | 250 | rcpt
            rcpt      | VRFY user                  | 252 | rcpt
            rcpt      | HELP                       | 214 | rcpt
            rcpt      | EXPN list                  | 502 | rcpt
            rcpt      | WHAT                       | 502 | rcpt
            rcpt      | QUIT                       | 221 | closed
            rcpt      | GET / HTTP/1.1             | 554 | closed
            """)
    void theTable(String from, String command, String code, String to) {
        // M6, M9-M12, M16-M19, M21, M22
        Dialogue client = Dialogue.ofStranger();
        bring(client, from);
        client.says(command).hears(code);
        if (to.equals("closed")) {
            client.isClosed();
        } else {
            assertThat(phase(client.isOpen().state())).isEqualTo(to);
        }
    }

    private static void bring(Dialogue client, String state) {
        switch (state) {
            case "connected" -> {}
            case "greeted" -> client.greeted();
            case "mail" -> client.inMail();
            case "refused" -> client.inMail().says("RCPT TO:<a@ext.test>").hears("553");
            case "rcpt" -> client.inRecipients();
            default -> throw new IllegalArgumentException(state);
        }
    }

    /** Every state, every way TLS can stand. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            connected | unavailable | 502 5.5.1 unimplemented | connected
            connected | offered     | 220 2.0.0               | connected
            connected | active      | 503 5.5.1               | connected
            greeted   | unavailable | 502 5.5.1 unimplemented | greeted
            greeted   | offered     | 220 2.0.0               | connected
            greeted   | active      | 503 5.5.1               | greeted
            mail      | unavailable | 502 5.5.1 unimplemented | mail
            mail      | offered     | 220 2.0.0               | connected
            mail      | active      | 503 5.5.1               | mail
            refused   | unavailable | 502 5.5.1 unimplemented | refused
            refused   | offered     | 220 2.0.0               | connected
            refused   | active      | 503 5.5.1               | refused
            rcpt      | unavailable | 502 5.5.1 unimplemented | rcpt
            rcpt      | offered     | 220 2.0.0               | connected
            rcpt      | active      | 503 5.5.1               | rcpt
            """)
    void theTableOfStartTls(String from, String tls, String reply, String to) {
        // T-TLS 29, M83
        Dialogue client = Dialogue.ofStranger(
                switch (tls) {
                    case "unavailable" -> Tls.UNAVAILABLE;
                    case "offered" -> Tls.OFFERED;
                    default -> new Tls.Active("TLSv1.2", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
                });
        bring(client, from);
        client.says("STARTTLS").hears(reply);
        assertThat(phase(client.isOpen().state())).isEqualTo(to);
    }

    private static String phase(State state) {
        if (state.transaction().isEmpty()) {
            return state.hello().equals(SmtpEndpoint.Hello.NONE) ? "connected" : "greeted";
        }
        Transaction open = state.transaction().get();
        return open.recipients() > 0 ? "rcpt" : open.refusal() == Transaction.Refusal.NONE ? "mail" : "refused";
    }

    @Nested
    class Wording {
        @Test
        void ehloTellsWhatIsOffered() {
            Dialogue client = Dialogue.ofStranger().says("ehlo client.test");
            assertThat(client.heard().lines())
                    .containsExactly(
                            "250-mx.local.test welcome",
                            "250-PIPELINING",
                            "250-8BITMIME",
                            "250-SIZE 1000",
                            "250-ENHANCEDSTATUSCODES",
                            "250-SMTPUTF8",
                            "250-DSN",
                            "250-CHUNKING",
                            "250-BINARYMIME",
                            "250 LIMITS RCPTMAX=3");
            assertThat(client.state().hello()).isEqualTo(new SmtpEndpoint.Hello("client.test", true));
        }

        @Test
        void heloDoesNot() {
            Dialogue client = Dialogue.ofStranger().says("HELO client.test");
            assertThat(client.heard()).isEqualTo("250 mx.local.test welcome\r\n");
            assertThat(client.state().hello()).isEqualTo(new SmtpEndpoint.Hello("client.test", false));
        }

        @Test
        void greetingIsQmails() {
            assertThat(Replies.greeting(Dialogue.terms(Optional.empty(), 0, false))
                            .wire())
                    .isEqualTo("220 mx.local.test welcome ESMTP\r\n");
        }

        @Test
        void quitSaysWhoWeAre() {
            Dialogue.ofStranger().says("QUIT").hears("221 2.0.0 mx.local.test welcome\r\n");
        }
    }

    @Nested
    class Transactions {
        @Test
        void anEnvelopeHasWhatWasAcceptedInItsOrder() {
            Dialogue client = Dialogue.ofStranger()
                    .says("MAIL FROM:<s@ext.test> BODY=8BITMIME SIZE=1000")
                    .hears("250")
                    .says("RCPT TO:<b@local.test>")
                    .says("RCPT TO:<x@ext.test>")
                    .hears("553 5.7.1 sorry, that domain")
                    .says("RCPT TO:<a@local.test>")
                    .says("RCPT TO:<b@local.test>")
                    .says("DATA")
                    .hears("354 go ahead\r\n")
                    .sendsContent(QUEUED)
                    .hears("250 2.0.0 ok 1700000000 qp 4711\r\n");
            assertThat(client.envelopes()).singleElement().satisfies(envelope -> {
                assertThat(envelope.sender()).hasToString("Mailbox[address=s@ext.test]");
                assertThat(envelope.recipients())
                        .extracting(Object::toString)
                        .containsExactly("b@local.test", "a@local.test", "b@local.test");
                assertThat(envelope.body()).isEqualTo(BodyType.EIGHT_BIT_MIME);
            });
        }

        @Test
        void contentThatWasRefusedEndsItsTransactionToo() {
            Dialogue.ofStranger()
                    .inRecipients()
                    .says("DATA")
                    .sendsContent(SmtpReply.of(451, "4.3.0", "disk"))
                    .hears("451 4.3.0 disk")
                    .says("DATA")
                    .hears("503 5.5.1 MAIL first");
        }

        @Test
        void excessRecipientsAreDeferredAndTheOthersKept() {
            // T-LIM 54, M40
            Dialogue client = Dialogue.ofStranger()
                    .inMail()
                    .says("RCPT TO:<a@local.test>", 3)
                    .hears("250")
                    .says("RCPT TO:<a@local.test>", 50)
                    .hears("452 4.5.3")
                    .says("DATA")
                    .hears("354");
            assertThat(client.envelopes().getFirst().recipients()).hasSize(3);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
            later@local.test               | 451 4.5.1 no valid recipients, try again later
            later@local.test a@ext.test    | 451 4.5.1 no valid recipients, try again later
            a@ext.test later@local.test    | 451 4.5.1 no valid recipients, try again later
            a@ext.test                     | 554 5.5.1 no valid recipients
            """)
        void recipientsRefusedForNowAreNotGivenUpWithTheirData(String recipients, String reply) {
            Dialogue client = Dialogue.ofStranger().inMail();
            for (String recipient : recipients.split(" ", -1)) {
                client.says("RCPT TO:<" + recipient + ">");
            }
            client.says("DATA").hears(reply).says("BDAT 0 LAST").hears(reply);
            client.says("RCPT TO:<a@local.test>").hears("250").says("DATA").hears("354");
        }

        @Test
        void bareNamedPostmasterIsOurs() {
            // T-ADR 102, M34
            Dialogue client = Dialogue.ofStranger()
                    .inMail()
                    .says("RCPT TO:<PostMaster>")
                    .hears("250")
                    .says("DATA");
            assertThat(client.envelopes().getFirst().recipients())
                    .singleElement()
                    .hasToString("postmaster@mx.local.test");
        }

        @Test
        void deferralsAndHangUpsOfTheApplicationArePassedOn() {
            Dialogue.ofStranger()
                    .inMail()
                    .says("RCPT TO:<later@local.test>")
                    .hears("450 4.2.1 mailbox busy")
                    .says("RCPT TO:<enough@local.test>")
                    .hears("421 4.7.0 enough of you")
                    .isClosed();
        }

        @Test
        void theSuffixOfARelayClientIsLeftToTheApplication() {
            Dialogue client = Dialogue.ofRelayClient(".fixme")
                    .inMail()
                    .says("RCPT TO:<a@ext.test>")
                    .hears("250")
                    .says("DATA");
            assertThat(client.envelopes().getFirst().recipients())
                    .singleElement()
                    .hasToString("a@ext.test");
        }
    }

    @Nested
    class Parameters {
        @ParameterizedTest
        @CsvSource({
            "SIZE=1000, 250 2.1.0 ok",
            "SIZE=0, 250 2.1.0 ok",
            "size=1 body=7bit, 250 2.1.0 ok",
            "SIZE=1001, '552 5.3.4 sorry, that message size'",
            "SIZE=99999999999999999999, 552 5.3.4",
            "SIZE=999999999999999999999, 501 5.5.4",
            "SIZE=, 501 5.5.4",
            "SIZE, 501 5.5.4",
            "SIZE=-1, 501 5.5.4",
            "SIZE=1 SIZE=1, 501 5.5.4",
            "BODY=9BIT, 501 5.5.4",
            "BODY=7BIT BODY=7BIT, 501 5.5.4",
            "AUTH=a+b, 501 5.5.4",
            "=, 555 5.5.4",
        })
        void ofMail(String parameters, String reply) {
            Dialogue.ofStranger()
                    .greeted()
                    .says("MAIL FROM:<s@x.test> " + parameters)
                    .hears(reply);
        }

        @Test
        void ofRecipientsMayBeUnknown() {
            Dialogue.ofStranger()
                    .inMail()
                    .says("RCPT TO:<user@local.test> BY=120;R")
                    .hears("555 5.5.4");
        }

        @Test
        void aSizeIsNeverTooLargeWithoutLimit() {
            Dialogue.ofRelayClient("")
                    .greeted()
                    .says("MAIL FROM:<> SIZE=99999999999999999999")
                    .hears("250");
        }
    }

    @Nested
    class Syntax {
        @ParameterizedTest
        @CsvSource({
            "MAIL FROM:a@x.test, 501 5.5.4 syntax error: put the address in angle brackets",
            "MAIL FROM:<a@>, 501 5.1.7 syntax error: malformed domain name",
            "MAIL FROM:<spam>, 501 5.1.7 syntax error: address without a domain",
            "RCPT TO:<>, 501 5.1.3 syntax error: a recipient needs an address",
            "RCPT TO:<../../etc/cron.d/x@local.test>, 501 5.1.3 syntax error: malformed local part",
            "RCPT TO:<a@[1.2.3]>, 501 5.1.3 syntax error: malformed address literal",
            "MAIL, 501 5.5.4 syntax error: say FROM: or TO: before the address",
            "DATA now, 501 5.5.4 no argument allowed",
            "RSET all, 501 5.5.4 no argument allowed",
            "QUIT now, 501 5.5.4 no argument allowed",
            "' NOOP', 500 5.5.2",
            "'', 500 5.5.2",
            "MAILFROM:<a@x.test>, 502 5.5.1 unimplemented",
            "'NOOP\t', 502 5.5.1 unimplemented",
            "STARTTLS, 502 5.5.1 unimplemented",
            "AUTH PLAIN, 502 5.5.1 unimplemented",
        })
        void errorsSayWhatIsWrong(String line, String reply) {
            Dialogue.ofStranger().inMail().says(line).hears(reply).isOpen();
        }

        @ParameterizedTest
        @ValueSource(strings = {"noop", "NOOP  ", "NoOp whatever", "NOOP   a b", "rset ", "vrfy", "help me"})
        void verbsKnowNoCaseAndSpacesDoNotMatter(String line) {
            Dialogue.ofStranger().says(line).hears("2");
        }

        @Test
        void whatAPeerCallsItselfIsKeptWithoutControlCharacters() {
            // T-INJ 148, M8
            Dialogue client = Dialogue.ofStranger()
                    .says("EHLO \u001b]0;x\u0007\u00fc y" + "z".repeat(900))
                    .hears("250");
            assertThat(client.state().hello().name()).hasSize(255).startsWith("?]0;x?? yz");
        }
    }

    @Nested
    class StartTls {
        @Test
        void isOfferedUntilItIsDone() {
            Dialogue client = Dialogue.ofStranger(Tls.OFFERED).says("EHLO client.test");
            assertThat(client.heard()).endsWith("250 STARTTLS\r\n");
            client.says("STARTTLS").hears("220 2.0.0 ready to start TLS\r\n").says("EHLO client.test");
            assertThat(client.heard()).doesNotContain("STARTTLS").endsWith("250 LIMITS RCPTMAX=3\r\n");
            client.says("STARTTLS").hears("503 5.5.1 TLS is active already\r\n");
        }

        @Test
        void isNotOfferedWithoutACertificate() {
            assertThat(Dialogue.ofStranger().says("EHLO client.test").heard()).doesNotContain("STARTTLS");
        }

        @Test
        void makesTheSessionForgetWhatWasSaidInClear() {
            // T-TLS 29, M81
            Dialogue client = Dialogue.ofStranger(Tls.OFFERED).inRecipients().says("STARTTLS");
            assertThat(client.state().hello()).isEqualTo(SmtpEndpoint.Hello.NONE);
            client.says("DATA")
                    .hears("503 5.5.1 MAIL first")
                    .inRecipients()
                    .says("DATA")
                    .hears("354");
        }

        @Test
        void doesNotMakeItForgetErrors() {
            Dialogue.ofStranger(Tls.OFFERED)
                    .says("WHAT", 19)
                    .says("STARTTLS")
                    .hears("220")
                    .says("WHAT")
                    .hears("421 4.7.0 too many errors")
                    .isClosed();
        }

        @ParameterizedTest
        @CsvSource({
            "starttls, 220 2.0.0",
            "StartTLS, 220 2.0.0",
            "STARTTLS foo, 501 5.5.4 no argument allowed",
            "'STARTTLS ', 501 5.5.4 no argument allowed",
            "STARTTLSfoo, 500 5.5.2 command not known",
        })
        void knowsNoCaseAndNoParameters(String line, String reply) {
            // T-TLS 32, M80
            Dialogue.ofStranger(Tls.OFFERED).greeted().says(line).hears(reply);
        }
    }

    @Nested
    class Budgets {
        @Test
        void theTwentiethErrorEndsTheSession() {
            // T-ENU 205, T-PIP 44
            Dialogue.ofStranger()
                    .says("WHAT", 19)
                    .hears("502")
                    .isOpen()
                    .says("WHAT")
                    .hears("421 4.7.0 too many errors")
                    .isClosed();
        }

        @Test
        void refusedRecipientsAreErrors() {
            Dialogue.ofStranger()
                    .inMail()
                    .says("RCPT TO:<x@ext.test>", 20)
                    .hears("421")
                    .isClosed();
        }

        @Test
        void theHundredthJunkCommandEndsTheSession() {
            // T-PIP 46
            Dialogue.ofStranger()
                    .says("NOOP", 50)
                    .says("RSET", 49)
                    .isOpen()
                    .says("VRFY x")
                    .hears("421 4.7.0 too many commands")
                    .isClosed();
        }

        @Test
        void anAcceptedMessageRestoresBoth() {
            Dialogue.ofStranger()
                    .says("WHAT", 19)
                    .says("NOOP", 98)
                    .says("MAIL FROM:<>")
                    .says("RCPT TO:<user@local.test>")
                    .says("DATA")
                    .sendsContent(QUEUED)
                    .says("WHAT", 19)
                    .says("NOOP", 99)
                    .isOpen();
        }

        @Test
        void aRefusedMessageDoesNot() {
            Dialogue.ofStranger()
                    .says("WHAT", 19)
                    .says("MAIL FROM:<>")
                    .says("RCPT TO:<user@local.test>")
                    .says("DATA")
                    .sendsContent(Replies.TOO_BIG)
                    .hears("421")
                    .isClosed();
        }
    }

    @Nested
    class Submission {
        @Test
        void strangersMayNotSend() {
            // M118
            Dialogue.ofSubmission(Optional.empty())
                    .greeted()
                    .says("MAIL FROM:<s@local.test>")
                    .hears("530 5.7.0")
                    .says("RCPT TO:<user@local.test>")
                    .hears("503");
        }

        @Test
        void ownUsersMay() {
            Dialogue.ofSubmission(Optional.of(""))
                    .greeted()
                    .says("MAIL FROM:<s@local.test>")
                    .hears("250");
        }
    }

    /** Whatever form the address has, a stranger's mail does not leave. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "<>, <user@ext.test>",
                "<spam@ext2.test>, <user@ext.test>",
                "<spam@local.test>, <user@ext.test>",
                "<spam@[192.0.2.1]>, <user@ext.test>",
                "<spam@mx.local.test>, <\"user@ext.test\">",
                "<spam@mx.local.test>, <user%ext.test@[192.0.2.1]>",
                "<spam@mx.local.test>, <@local.test:user@ext.test>",
                "<spam@mx.local.test>, <@[192.0.2.1]:user@ext.test>",
                "<spam@mx.local.test>, `<@mx.local.test,@local.test:user@ext.test>`",
                "<spam@mx.local.test>, <ext.test!user@[192.0.2.1]>",
                "<spam@mx.local.test>, <local.test!ext.test!user>",
                "<spam@mx.local.test>, <user@ext.test@local.test>",
                "<spam@mx.local.test>, <user@ext.test@[192.0.2.1]>",
                "<spam@mx.local.test>, <user@local.test.ext.test>",
                "<spam@mx.local.test>, <user@xlocal.test>",
                "<spam@mx.local.test>, <user@ext.test.>",
                "<spam@mx.local.test>, <user@ext.test >",
                "<spam@mx.local.test>, user@ext.test",
            })
    void strangersMayNotRelay(String sender, String recipient) {
        // T-RLY 112-134
        Dialogue.ofStranger()
                .greeted()
                .says("MAIL FROM:" + sender)
                .hears("250")
                .says("RCPT TO:" + recipient)
                .hears("5")
                .says("DATA")
                .hears("5");
    }

    /** Percent signs, exclamation marks and quoted at signs are ordinary characters of our own mailboxes' names. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "user%ext.test@local.test",
                "\"user%ext.test\"@local.test",
                "ext.test!user@local.test",
                "\"a@ext.test\"@local.test",
                "|/bin/sh@local.test",
                "/etc/cron.d/x@local.test"
            })
    void oddLocalPartsAreOurOwnMailboxes(String recipient) {
        // T-ADR 94, 106
        Dialogue client = Dialogue.ofStranger()
                .inMail()
                .says("RCPT TO:<" + recipient + ">")
                .hears("250")
                .says("DATA");
        assertThat(client.envelopes().getFirst().recipients().getFirst().domain())
                .hasToString("local.test");
    }
}
