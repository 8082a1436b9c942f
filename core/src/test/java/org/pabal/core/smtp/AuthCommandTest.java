package org.pabal.core.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AuthCommandTest {
    private static final Tls TLS = new Tls.Active("TLSv1.3", "TLS_AES_256_GCM_SHA384");
    private static final Authentication UNDER_TLS = new Authentication.Offered(false);

    @Test
    void isUnknownWhereNobodyCanLogIn() {
        Dialogue.ofStranger().greeted().says("AUTH PLAIN").hears("502 5.5.1");
        assertThat(Dialogue.ofStranger().greeted().heard()).doesNotContain("AUTH");
    }

    @Nested
    class UnderTls {
        private final Dialogue dialogue = Dialogue.ofUser(TLS, UNDER_TLS);

        @Test
        void isOfferedAndOpensTheDoor() {
            assertThat(dialogue.greeted().heard()).contains("AUTH SCRAM-SHA-256 PLAIN LOGIN\r\n");
            dialogue.says("MAIL FROM:<ada@local.test>").hears("530 5.7.0");
            dialogue.says("AUTH plain AGFkYQBzZWNyZXQ=").hears("235 2.7.0");
            dialogue.says("MAIL FROM:<ada@local.test>").hears("250");
            dialogue.says("RCPT TO:<x@ext.test>").hears("250");
        }

        @Test
        void comesAfterEhlo() {
            // T-AUT 193, M98
            dialogue.says("AUTH PLAIN").hears("503 5.5.1 EHLO first");
            dialogue.says("HELO client.test").hears("250");
            dialogue.says("AUTH PLAIN").hears("503 5.5.1 EHLO first");
        }

        @Test
        void succeedsOnlyOnce() {
            // T-AUT 193, T-TLS 30
            dialogue.greeted().says("AUTH PLAIN").hears("235");
            dialogue.says("AUTH PLAIN").hears("503 5.5.1 authenticated already");
            dialogue.says("STARTTLS").hears("503");
            assertThat(dialogue.greeted().heard()).doesNotContain("AUTH");
        }

        @Test
        void hasNoPlaceInATransaction() {
            // T-AUT 193
            Dialogue relayClient = Dialogue.ofUserWhoMayRelay(TLS, UNDER_TLS);
            relayClient.inMail().says("AUTH LOGIN").hears("503 5.5.1 no AUTH between MAIL");
            relayClient.says("RSET").hears("250");
            relayClient.says("AUTH LOGIN").hears("235");
        }

        @Test
        void takesOneMechanismAndOneResponse() {
            dialogue.greeted().says("AUTH").hears("501 5.5.4");
            dialogue.says("AUTH PLAIN a b").hears("501 5.5.4");
            dialogue.says("AUTH GSSAPI").hears("504 5.5.4");
            dialogue.says("AUTH CRAM-MD5").hears("504 5.5.4");
        }

        @Test
        void lettingMailNameItsSubmitterChangesNothing() {
            // T-AUT 194, M104
            dialogue.greeted().says("AUTH PLAIN").hears("235");
            dialogue.says("MAIL FROM:<ada@local.test> AUTH=<>").hears("250");
            dialogue.says("RSET").hears("250");
            dialogue.says("MAIL FROM:<ada@local.test> AUTH=root+3d").hears("501");
            dialogue.says("MAIL FROM:<ada@local.test> AUTH=root+3Dx").hears("250");
        }
    }

    @Nested
    class InClear {
        @Test
        void isNeitherOfferedNorTaken() {
            // T-AUT 186, M103
            Dialogue dialogue = Dialogue.ofUser(Tls.OFFERED, UNDER_TLS);
            assertThat(dialogue.greeted().heard()).doesNotContain("AUTH").contains("STARTTLS");
            dialogue.says("AUTH PLAIN AGFkYQBzZWNyZXQ=").hears("538 5.7.11");
            dialogue.says("STARTTLS").hears("220");
            assertThat(dialogue.greeted().heard()).contains("AUTH SCRAM-SHA-256");
        }

        @Test
        void isTakenWhereTheRulesAllowIt() {
            Dialogue dialogue = Dialogue.ofUser(Tls.OFFERED, new Authentication.Offered(true));
            assertThat(dialogue.greeted().heard()).contains("AUTH ");
            dialogue.says("AUTH PLAIN").hears("235");
            dialogue.says("STARTTLS").hears("503 5.5.1 authenticated already");
        }
    }

    @Test
    void showsNoResponseInItsTexts() {
        byte[] line = Wire.octets("AUTH PLAIN AGFkYQBzZWNyZXQ=");
        assertThat(CommandParser.parse(line, 0, line.length)).asString().doesNotContain("AGFk");
    }
}
