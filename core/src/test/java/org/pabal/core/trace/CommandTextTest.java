package org.pabal.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTextTest {
    @ParameterizedTest
    @CsvSource({
        "AUTH PLAIN AHVzZXIAc2VjcmV0, AUTH PLAIN ****",
        "auth plain AHVzZXIAc2VjcmV0, auth plain ****",
        "AUTH PLAIN, AUTH PLAIN",
        "AUTH LOGIN dXNlcg==, AUTH LOGIN ****",
        "AUTH SCRAM-SHA-256 biwsbj11c2VyLHI9eA==, AUTH SCRAM-SHA-256 ****",
        "AUTH PLAIN  AHVzZXIAc2VjcmV0, AUTH PLAIN ****",
        "AUTH PLAIN one two three, AUTH PLAIN ****",
        "AUTH  PLAIN AHVzZXIAc2VjcmV0, AUTH ****",
        "AUTH AHVzZXIAc2VjcmV0, AUTH ****",
        "AUTH, AUTH",
        "XCLIENT ADDR=192.0.2.1 LOGIN=ada NAME=a.test, XCLIENT ADDR=192.0.2.1 LOGIN=**** NAME=a.test",
        "xclient login=ada addr=192.0.2.1, xclient login=**** addr=192.0.2.1",
        "XCLIENT LOGIN =ada, XCLIENT **** ****",
        "XCLIENT PASSWORD=x ADDR=192.0.2.1, XCLIENT **** ADDR=192.0.2.1"
    })
    void secretsAreMasked(String line, String shown) {
        assertThat(CommandText.of(line)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EHLO client.test",
                "lhlo client.test",
                "MAIL FROM:<ada@ext.test> SIZE=12 BODY=8BITMIME",
                "mail from:<>",
                "RCPT TO:<user@local.test> NOTIFY=NEVER",
                "RCPT  TO:<user@local.test>",
                "MAIL FROM: ada@ext.test",
                "DATA",
                "BDAT 12 LAST",
                "QUIT",
                "STARTTLS",
                "VRFY postmaster",
                ""
            })
    void commandsAreShownAsTheyAre(String line) {
        assertThat(CommandText.of(line)).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource({
        // what follows a refused AUTH: a name and a password of LOGIN, a proof
        "dXNlcg==, ****",
        "c2VjcmV0, ****",
        "AUTHPLAIN AHVzZXIAc2VjcmV0, ****",
        "PASS secret, ****",
        // what follows a refused DATA
        "Subject: secret plans, ****",
        "Help me with the secret plans, Help ****",
        "data are secret, data ****",
        "Mail from: is what the letter says, ****",
        "rcpt is short for recipient, ****",
        ". , ****"
    })
    void whatIsNoCommandMayBeASecretOrContent(String line, String shown) {
        assertThat(CommandText.of(line.equals(".") ? ". " : line)).isEqualTo(shown);
    }

    @Test
    void tabsDoNotHideACommandsSecret() {
        assertThat(CommandText.of("AUTH\tPLAIN\tAHVzZXIAc2VjcmV0")).isEqualTo("****");
        assertThat(CommandText.of("XCLIENT LOGIN=ada\tADDR=192.0.2.1")).isEqualTo("XCLIENT LOGIN=****");
    }

    @ParameterizedTest
    @CsvSource({
        "EHLO \u001b]0;owned\u0007., EHLO \\x1b]0;owned\\x07.",
        "MAIL FROM:<a\\\\x1b@b.test>, MAIL FROM:<a\\\\\\\\x1b@b.test>",
        "EHLO \u00ff\u00fe, EHLO \\xff\\xfe",
        "RCPT TO:<\u00ed\u0095\u009c@b.test>, RCPT TO:<한@b.test>",
        "EHLO a\u00e2\u0080\u00aeb, EHLO a\\xe2\\x80\\xaeb",
        "EHLO a\u00e2\u0080\u00a8b, EHLO a\\xe2\\x80\\xa8b",
        "EHLO a\u00c2\u0085b, EHLO a\\xc2\\x85b",
        "EHLO a\u007fb, EHLO a\\x7fb"
    })
    void octetsThatSteerATerminalOrHideAreEscaped(String line, String shown) {
        assertThat(CommandText.of(line)).isEqualTo(shown);
    }

    @Test
    void aLineIsCutBeforeItFillsTheScreen() {
        assertThat(CommandText.of("EHLO " + "\u0001".repeat(1000)))
                .hasSize(2003)
                .endsWith("...");
    }
}
