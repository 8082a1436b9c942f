package org.pabal.connector.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pabal.connector.outbound.Mailing.ACCEPTED;
import static org.pabal.connector.outbound.Mailing.PATIENT;
import static org.pabal.connector.outbound.Mailing.deliver;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.connector.SmtpResourceAdapter;
import org.pabal.core.address.DomainName;
import org.pabal.core.routing.Resolver.Answer;
import org.xbill.DNS.Type;

/** The container makes a new administered object for each look-up. */
class AdministeredObjectsTest {
    private final SmtpResourceAdapter adapter = new SmtpResourceAdapter();

    @AfterEach
    void stop() {
        adapter.stop();
    }

    private SmtpTransport transport() {
        SmtpTransport transport = new SmtpTransport();
        transport.setResourceAdapter(adapter);
        return transport;
    }

    private DnsResolver resolver() {
        DnsResolver resolver = new DnsResolver();
        resolver.setResourceAdapter(adapter);
        return resolver;
    }

    @Test
    void transportsOfOneAdapterShareTheirSessions() throws IOException {
        try (ScriptedHost host = ScriptedHost.playing(
                client -> client.greet().take("250 ok 7").take("250 ok 7").quit())) {
            assertThat(deliver(transport(), PATIENT, host.hop())).containsExactly(ACCEPTED);
            assertThat(deliver(transport(), PATIENT, host.hop())).containsExactly(ACCEPTED);

            assertThat(host.connections()).isEqualTo(1);
            adapter.stop();
        }
    }

    @Test
    void transportsWithOtherLimitsDoNot() throws IOException {
        try (ScriptedHost host =
                ScriptedHost.playing(client -> client.greet().take("250 ok 7").quit())) {
            SmtpTransport frugal = transport();
            frugal.setIdleSessions(" 0 ");
            frugal.setIdleSeconds("1");
            frugal.setAgeSeconds("1");
            frugal.setTransactions("1");
            deliver(transport(), PATIENT, host.hop());
            deliver(frugal, PATIENT, host.hop());

            assertThat(host.connections()).isEqualTo(2);
            adapter.stop();
        }
    }

    @Test
    void transportsThatBelieveOthersDoNotButTheyShareTheTableOfTimeouts() throws IOException {
        try (ScriptedHost host =
                ScriptedHost.playing(client -> client.greet().take("250 ok 7").quit())) {
            SmtpTransport other = transport();
            other.setAuthorities(" authorities.pem ");
            assertThat(other.getAuthorities()).isEqualTo("authorities.pem");
            deliver(transport(), PATIENT, host.hop());
            deliver(other, PATIENT, host.hop());

            assertThat(host.connections()).isEqualTo(2);
            assertThat(other.timeouts()).isSameAs(transport().timeouts());
            adapter.stop();
        }
    }

    @Test
    void resolversOfOneAdapterShareTheirCache() throws IOException {
        try (ScriptedDns dns = new ScriptedDns().has("mx.test", Type.A, "192.0.2.1")) {
            for (int i = 0; i < 2; i++) {
                DnsResolver resolver = resolver();
                resolver.setServers("127.0.0.1:" + dns.address().getPort());
                assertThat(resolver.addresses(new DomainName("mx.test"))).isInstanceOf(Answer.Found.class);
                assertThat(resolver.mx(new DomainName("mx.test"))).isEqualTo(new Answer.NoData<>());
                assertThat(resolver.a(new DomainName("mx.test"))).isInstanceOf(Answer.Found.class);
                assertThat(resolver.txt(new DomainName("mx.test"))).isEqualTo(new Answer.NoData<>());
                assertThat(resolver.ptr(new DomainName("mx.test"))).isEqualTo(new Answer.NoData<>());
            }

            assertThat(dns.questions())
                    .containsExactly(
                            "mx.test. A udp",
                            "mx.test. AAAA udp",
                            "mx.test. MX udp",
                            "mx.test. TXT udp",
                            "mx.test. PTR udp");
        }
    }

    @Test
    void withoutAnAdapterNothingWorks() {
        assertThatThrownBy(() -> new DnsResolver().mx(new DomainName("mx.test")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Nested
    class Properties {
        @ParameterizedTest
        @ValueSource(strings = {"", "x", "-1", "0", "3601", "1.5", "99999999999"})
        void badNumbersAreRefusedWithASentence(String text) {
            assertThatThrownBy(() -> transport().setIdleSeconds(text))
                    .hasMessage("idleSeconds must be a number from 1 to 3600, not \"" + text + "\"");
        }

        @Test
        void eachNumberHasItsRange() {
            assertThatThrownBy(() -> transport().setAgeSeconds("86401")).hasMessageContaining("from 1 to 86400");
            assertThatThrownBy(() -> transport().setTransactions("0")).hasMessageContaining("from 1 to 100000");
            assertThatThrownBy(() -> transport().setIdleSessions("1001")).hasMessageContaining("from 0 to 1000");
            assertThatThrownBy(() -> resolver().setAnswerSeconds("61")).hasMessageContaining("from 1 to 60");
            assertThatThrownBy(() -> resolver().setTroubleSeconds("301")).hasMessageContaining("from 0 to 300");
            assertThatThrownBy(() -> resolver().setCacheEntries("0")).hasMessageContaining("from 1 to 10000000");
        }

        @Test
        void defaultsAreThoseOfTheSettings() {
            assertThat(transport().getIdleSeconds()).isEqualTo("5");
            assertThat(transport().getAgeSeconds()).isEqualTo("300");
            assertThat(transport().getTransactions()).isEqualTo("100");
            assertThat(transport().getIdleSessions()).isEqualTo("20");
            assertThat(resolver().getAnswerSeconds()).isEqualTo("15");
            assertThat(resolver().getCacheEntries()).isEqualTo("50000");
            assertThat(resolver().getTroubleSeconds()).isEqualTo("0");
            assertThat(resolver().getServers()).isEmpty();
        }
    }

    @Nested
    class NameServers {
        @Test
        void thatAreNoneAreRefusedWithASentence() {
            assertThatThrownBy(() -> resolver().setServers("192.0.2.1,ns.example.net"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("\"ns.example.net\" is not a name server");
        }

        @Test
        void areReadFromTheFileOfTheMachine(@TempDir Path directory) throws IOException {
            Path file = directory.resolve("resolv.conf");
            Files.writeString(file, """
                    # made by hand
                    search example.org
                    nameserver 192.0.2.1
                    nameserver
                      nameserver   2001:db8::53 # the other
                    nameserver ns.example.org
                    options edns0
                    """);

            assertThat(ResolvConf.servers(file))
                    .extracting(s -> s.getAddress().getHostAddress() + " " + s.getPort())
                    .containsExactly("192.0.2.1 53", "2001:db8:0:0:0:0:0:53 53");
        }

        @Test
        void areThisMachineIfThereIsNoFileOrNothingInIt(@TempDir Path directory) throws IOException {
            Path empty = Files.createFile(directory.resolve("empty"));

            for (Path file : List.of(empty, directory.resolve("missing"), directory)) {
                assertThat(ResolvConf.servers(file))
                        .extracting(s -> s.getAddress())
                        .containsExactly(InetAddress.getLoopbackAddress());
            }
        }
    }

    @Test
    void limitsThatAreNoneAreRefused() {
        assertThatThrownBy(() -> new ReuseLimits(Duration.ZERO, Duration.ofSeconds(1), 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DnsSettings(List.of(), Duration.ZERO, 1, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DnsSettings(List.of(), Duration.ofSeconds(1), 1, Duration.ofSeconds(301)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
