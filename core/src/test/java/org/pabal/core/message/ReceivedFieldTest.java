package org.pabal.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.address.DomainName;

class ReceivedFieldTest {
    private static final Instant NOW = Instant.parse("2026-03-05T07:08:09.5Z");

    private static String field(String hello, boolean extended, String hostName, String address)
            throws UnknownHostException {
        return field(new ReceivedField.Origin(
                hello,
                extended,
                Optional.of(hostName).filter(name -> !name.isEmpty()),
                InetAddress.getByName(address),
                Optional.empty()));
    }

    private static String field(ReceivedField.Origin origin) {
        byte[] octets = new ReceivedField(origin, new DomainName("mx.local.test"), "4711").octets(NOW);
        return new String(octets, StandardCharsets.US_ASCII);
    }

    @Test
    void saysWhoWhereHowAndWhen() throws UnknownHostException {
        assertThat(field("client.test", true, "host.test", "192.0.2.1")).isEqualTo("""
                        Received: from client.test (host.test [192.0.2.1])
                          by mx.local.test with ESMTP id 4711; 5 Mar 2026 07:08:09 -0000
                        """);
    }

    @ParameterizedTest
    @CsvSource({"true, false, ESMTPS", "true, true, ESMTPSA", "false, false, SMTP"})
    void saysWhenItCameByTlsAndFromSomebodyKnown(boolean extended, boolean authenticated, String protocol)
            throws UnknownHostException {
        ReceivedField.Encryption tls = new ReceivedField.Encryption("TLSv1.3", "TLS_AES_256_GCM_SHA384");
        InetAddress address = InetAddress.getByName("192.0.2.1");
        assertThat(field(new ReceivedField.Origin(
                        "client.test", extended, false, Optional.empty(), address, Optional.of(tls), authenticated)))
                .isEqualTo("""
                        Received: from client.test ([192.0.2.1])
                          by mx.local.test with %s id 4711
                          tls TLS_AES_256_GCM_SHA384 (TLSv1.3); 5 Mar 2026 07:08:09 -0000
                        """.formatted(protocol));
    }

    @Test
    void saysThatTheTransactionMayHaveMoreThanAscii() throws UnknownHostException {
        InetAddress address = InetAddress.getByName("192.0.2.1");
        assertThat(field(new ReceivedField.Origin(
                        "client.test", true, true, Optional.empty(), address, Optional.empty(), false)))
                .contains(" with UTF8SMTP id 4711;");
        assertThat(field(new ReceivedField.Origin(
                        "client.test",
                        true,
                        true,
                        Optional.empty(),
                        address,
                        Optional.of(new ReceivedField.Encryption("TLSv1.3", "TLS_AES_256_GCM_SHA384")),
                        true)))
                .contains(" with UTF8SMTPSA id 4711\n");
    }

    @Test
    void endsItsLinesAsTheContentDoes() throws UnknownHostException {
        ReceivedField.Origin origin = new ReceivedField.Origin(
                "client.test", true, Optional.empty(), InetAddress.getByName("192.0.2.1"), Optional.empty());
        byte[] octets = new ReceivedField(origin, new DomainName("mx.local.test"), "4711").octets(NOW, "\r\n");
        assertThat(new String(octets, StandardCharsets.US_ASCII)).isEqualTo("""
                        Received: from client.test ([192.0.2.1])\r
                          by mx.local.test with ESMTP id 4711; 5 Mar 2026 07:08:09 -0000\r
                        """);
    }

    @Test
    void doesWithoutWhatIsNotKnown() throws UnknownHostException {
        assertThat(field("", false, "", "2001:db8::1")).isEqualTo("""
                        Received: from unknown ([IPv6:2001:db8:0:0:0:0:0:1])
                          by mx.local.test with SMTP id 4711; 5 Mar 2026 07:08:09 -0000
                        """);
    }

    @ParameterizedTest
    @CsvSource({
        "'a (b) by c; Mon', a??b??by?c??Mon",
        "'x\rBcc: y\n', x?Bcc??y?",
        "'\u00fc', ?",
        "[192.0.2.7], [192.0.2.7]",
        "'[a@b', ?a?b",
        "host_1.test, host_1.test",
    })
    void whatAPeerTypesCannotChangeItsForm(String hello, String kept) throws UnknownHostException {
        // T-INJ 148
        assertThat(field(hello, true, "", "192.0.2.1")).startsWith("Received: from " + kept + " ([192.0.2.1])\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.test)", "a\nb", "a b"})
    void norCanWhatItsDnsSays(String hostName) throws UnknownHostException {
        // T-DNS 300
        assertThat(field("x", true, hostName, "192.0.2.1").lines())
                .hasSize(2)
                .first()
                .asString()
                .endsWith(" [192.0.2.1])")
                .doesNotContain(hostName);
    }
}
