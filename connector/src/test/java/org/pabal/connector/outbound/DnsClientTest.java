package org.pabal.connector.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.address.DomainName;
import org.pabal.core.routing.Resolver.Answer;
import org.pabal.core.routing.Resolver.MailExchanger;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class DnsClientTest {
    private static final Duration PATIENT = Duration.ofSeconds(15);
    private static final Duration HASTY = Duration.ofMillis(400);

    private ScriptedDns dns;
    private DnsClient client;

    @BeforeEach
    void start() throws IOException {
        dns = new ScriptedDns();
        client = asking(PATIENT, dns.address());
    }

    @AfterEach
    void stop() throws IOException {
        dns.close();
    }

    private static DnsClient asking(Duration within, InetSocketAddress... servers) {
        return new DnsClient(new DnsSettings(List.of(servers), within, 100, Duration.ZERO));
    }

    /** One that remembers trouble for longer than a test takes. */
    private static DnsClient remembering(Duration within, InetSocketAddress... servers) {
        return new DnsClient(new DnsSettings(List.of(servers), within, 100, Duration.ofMinutes(1)));
    }

    private Answer<MailExchanger> mx(String domain) {
        return client.mx(new DomainName(domain));
    }

    private Answer<InetAddress> addresses(String host) {
        return client.addresses(new DomainName(host));
    }

    private static Answer<InetAddress> found(String... addresses) {
        return new Answer.Found<>(List.of(addresses).stream()
                .map(a -> DnsSettings.literal(a).orElseThrow())
                .toList());
    }

    private static String why(Answer<MailExchanger> answer) {
        return ((Answer.TemporaryFailure<MailExchanger>) answer).why();
    }

    /** An address where nobody answers. */
    private static InetSocketAddress nobody() throws IOException {
        try (ServerSocket closedAgain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return (InetSocketAddress) closedAgain.getLocalSocketAddress();
        }
    }

    @Nested
    class MailExchangers {
        @Test
        void areFoundWithTheirPreference() throws IOException {
            dns.has("ext.test", Type.MX, "20 b.ext.test.").has("ext.test", Type.MX, "10 A.ext.test.");

            assertThat(((Answer.Found<MailExchanger>) mx("ext.test")).records())
                    .containsExactlyInAnyOrder(
                            new MailExchanger(10, "A.ext.test"), new MailExchanger(20, "b.ext.test"));
        }

        @Test
        void ofTheRootAreANullMx() throws IOException {
            dns.has("ext.test", Type.MX, "0 .");

            assertThat(mx("ext.test")).isEqualTo(new Answer.Found<>(List.of(new MailExchanger(0, ""))));
        }

        @Test
        void areAbsentThoughTheNameExists() throws IOException {
            dns.has("ext.test", Type.A, "192.0.2.1");

            assertThat(mx("ext.test")).isEqualTo(new Answer.NoData<>());
        }

        @Test
        void areAbsentWithTheName() {
            assertThat(mx("gone.test")).isEqualTo(new Answer.NoSuchName<>());
        }

        @Test
        void namesAreAbsolute() throws IOException {
            dns.has("ext.test.example.org", Type.MX, "10 a.test.");

            assertThat(mx("ext.test")).isEqualTo(new Answer.NoSuchName<>());
            assertThat(dns.questions()).containsExactly("ext.test. MX udp");
        }

        @Test
        void aNameTooLongForTheDnsDoesNotExist() {
            String label = "x".repeat(63);

            assertThat(mx(String.join(".", label, label, label, label))).isEqualTo(new Answer.NoSuchName<>());
            assertThat(dns.questions()).isEmpty();
        }
    }

    @Nested
    class Addresses {
        @Test
        void ofBothKindsAreFoundTheOldOnesFirst() throws IOException {
            dns.has("mx.test", Type.AAAA, "2001:db8::1").has("mx.test", Type.A, "192.0.2.1");

            assertThat(addresses("mx.test")).isEqualTo(found("192.0.2.1", "2001:db8::1"));
        }

        @Test
        void ofOneKindAreEnough() throws IOException {
            dns.has("four.test", Type.A, "192.0.2.1").has("six.test", Type.AAAA, "2001:db8::1");

            assertThat(addresses("four.test")).isEqualTo(found("192.0.2.1"));
            assertThat(addresses("six.test")).isEqualTo(found("2001:db8::1"));
        }

        @Test
        void areAbsent() throws IOException {
            dns.has("mx.test", Type.MX, "0 .");

            assertThat(addresses("mx.test")).isEqualTo(new Answer.NoData<>());
            assertThat(addresses("gone.test")).isEqualTo(new Answer.NoSuchName<>());
        }

        @Test
        void ofOneKindCountThoughTheOtherCannotBeKnown() throws IOException {
            dns.has("mx.test", Type.A, "192.0.2.1").has("mx.test", Type.AAAA, "2001:db8::1");
            onlyFor("mx.test", Type.A);
            assertThat(addresses("mx.test")).isEqualTo(found("192.0.2.1"));

            onlyFor("mx.test", Type.AAAA);
            client = asking(PATIENT, dns.address());
            assertThat(addresses("mx.test")).isEqualTo(found("2001:db8::1"));
        }

        @Test
        void areUnsureIfOneKindCannotBeKnownAndTheOtherIsAbsent() throws IOException {
            dns.has("mx.test", Type.MX, "0 .");
            onlyFor("mx.test", Type.A);
            assertThat(addresses("mx.test")).isInstanceOf(Answer.TemporaryFailure.class);

            onlyFor("mx.test", Type.AAAA);
            client = asking(PATIENT, dns.address());
            assertThat(addresses("mx.test")).isInstanceOf(Answer.TemporaryFailure.class);
        }

        private void onlyFor(String name, int type) throws IOException {
            dns.plays(name, (query, tcp) -> {
                if (query.getQuestion().getType() == type) {
                    return dns.usual(query, tcp);
                }
                Message answer = ScriptedDns.empty(query);
                answer.getHeader().setRcode(Rcode.SERVFAIL);
                return List.of(answer.toWire());
            });
        }
    }

    @Nested
    class Texts {
        private final DomainName name = new DomainName("2.0.0.127.bl.test");

        private Answer<String> texts() {
            return client.txt(name);
        }

        @Test
        void areFoundWithTheirStringsJoined() throws IOException {
            dns.has(name.text(), Type.TXT, "\"first \" \"second\"");

            assertThat(texts()).isEqualTo(new Answer.Found<>(List.of("first second")));
        }

        @Test
        void keepEveryOctet() throws IOException {
            dns.has(name.text(), Type.TXT, "\"a\\013\\010\\000\\200\\255\"");

            assertThat(texts()).isEqualTo(new Answer.Found<>(List.of("a\r\n\0\u00c8\u00ff")));
        }

        @Test
        void mayBeEmpty() throws IOException {
            dns.has(name.text(), Type.TXT, "\"\"");

            assertThat(texts()).isEqualTo(new Answer.Found<>(List.of("")));
        }

        @Test
        void areAbsentOrUnknown() throws IOException {
            assertThat(texts()).isEqualTo(new Answer.NoSuchName<>());

            dns.has("a.test", Type.A, "192.0.2.1").fails("f.test", Rcode.SERVFAIL);
            assertThat(client.txt(new DomainName("a.test"))).isEqualTo(new Answer.NoData<>());
            assertThat(client.txt(new DomainName("f.test"))).isInstanceOf(Answer.TemporaryFailure.class);
        }

        @Test
        void areAskedForOnce() throws IOException {
            dns.has(name.text(), Type.TXT, "\"x\"").has(name.text(), Type.A, "127.0.0.2");

            for (int i = 0; i < 3; i++) {
                assertThat(texts()).isInstanceOf(Answer.Found.class);
                assertThat(client.a(name)).isEqualTo(found("127.0.0.2"));
            }
            assertThat(dns.questions()).containsExactly(name + ". TXT udp", name + ". A udp");
        }
    }

    @Nested
    class OldAddresses {
        @Test
        void areAskedForAlone() throws IOException {
            dns.has("a.test", Type.A, "192.0.2.1").has("a.test", Type.AAAA, "2001:db8::1");
            dns.has("six.test", Type.AAAA, "2001:db8::1");

            assertThat(client.a(new DomainName("a.test"))).isEqualTo(found("192.0.2.1"));
            assertThat(client.a(new DomainName("six.test"))).isEqualTo(new Answer.NoData<>());
            assertThat(dns.questions()).containsExactly("a.test. A udp", "six.test. A udp");
        }
    }

    @Nested
    class Pointers {
        private Answer<String> pointer(String reversed) {
            return client.ptr(new DomainName(reversed));
        }

        @Test
        void leadToNames() throws IOException {
            dns.has("7.2.0.192.in-addr.arpa", Type.PTR, "Mail.Ext.test.");

            assertThat(pointer("7.2.0.192.in-addr.arpa")).isEqualTo(new Answer.Found<>(List.of("Mail.Ext.test")));
        }

        @Test
        void mayBeDelegatedByAnAlias() throws IOException {
            dns.has("7.2.0.192.in-addr.arpa", Type.CNAME, "7.0-127.2.0.192.in-addr.arpa.")
                    .has("7.0-127.2.0.192.in-addr.arpa", Type.PTR, "mail.ext.test.");

            assertThat(pointer("7.2.0.192.in-addr.arpa")).isEqualTo(new Answer.Found<>(List.of("mail.ext.test")));
        }

        @Test
        void areAFewAtMost() throws IOException {
            for (int i = 0; i < 20; i++) {
                dns.has("7.2.0.192.in-addr.arpa", Type.PTR, "n" + i + ".test.");
            }

            assertThat(((Answer.Found<String>) pointer("7.2.0.192.in-addr.arpa")).records())
                    .hasSize(DnsEssence.MAX_POINTERS)
                    .startsWith("n0.test");
        }

        @Test
        void mayLeadToWhatIsNoName() throws IOException {
            dns.has("7.2.0.192.in-addr.arpa", Type.PTR, "a\\013\\010b.test.")
                    .has("8.2.0.192.in-addr.arpa", Type.PTR, ".");

            assertThat(pointer("7.2.0.192.in-addr.arpa")).isEqualTo(new Answer.Found<>(List.of("a\\013\\010b.test")));
            assertThat(pointer("8.2.0.192.in-addr.arpa")).isEqualTo(new Answer.Found<>(List.of("")));
        }
    }

    @Nested
    class Aliases {
        @Test
        void areFollowedInsideOneAnswer() throws IOException {
            dns.has("a.test", Type.CNAME, "b.test.")
                    .has("b.test", Type.CNAME, "c.test.")
                    .has("c.test", Type.MX, "10 mx.test.");

            assertThat(mx("a.test")).isEqualTo(new Answer.Found<>(List.of(new MailExchanger(10, "mx.test"))));
            assertThat(dns.questions()).containsExactly("a.test. MX udp");
        }

        @Test
        void areFollowedFromAnswerToAnswer() throws IOException {
            for (int i = 0; i < DnsClient.MAX_ALIASES; i++) {
                dns.has("n" + i + ".test", Type.CNAME, "n" + (i + 1) + ".test.");
            }
            dns.has("n" + DnsClient.MAX_ALIASES + ".test", Type.A, "192.0.2.1");

            assertThat(addresses("n0.test")).isEqualTo(found("192.0.2.1"));
        }

        @Test
        void areNotFollowedForEver() throws IOException {
            for (int i = 0; i <= DnsClient.MAX_ALIASES; i++) {
                dns.has("n" + i + ".test", Type.CNAME, "n" + (i + 1) + ".test.");
            }
            dns.has("n" + (DnsClient.MAX_ALIASES + 1) + ".test", Type.A, "192.0.2.1");

            assertThat(addresses("n0.test")).isInstanceOf(Answer.TemporaryFailure.class);
        }

        @Test
        void inALoopAreTrouble() throws IOException {
            dns.has("a.test", Type.CNAME, "b.test.").has("b.test", Type.CNAME, "a.test.");

            assertThat(why(mx("a.test"))).contains("alias of an alias");
        }

        @Test
        void mayEndNowhere() throws IOException {
            dns.has("a.test", Type.CNAME, "gone.test.")
                    .has("b.test", Type.CNAME, "c.test.")
                    .has("c.test", Type.A, "192.0.2.1");

            assertThat(mx("a.test")).isEqualTo(new Answer.NoSuchName<>());
            assertThat(mx("b.test")).isEqualTo(new Answer.NoData<>());
        }

        @Test
        void ofWholeTreesAreFollowed() throws IOException {
            dns.has("y.new.test", Type.MX, "10 mx.test.").plays("y.old.test", (query, tcp) -> {
                Message answer = ScriptedDns.empty(query);
                answer.addRecord(
                        Record.fromString(
                                Name.fromString("old.test."), Type.DNAME, DClass.IN, 300, "new.test.", Name.root),
                        Section.ANSWER);
                return List.of(answer.toWire());
            });

            assertThat(mx("y.old.test")).isEqualTo(new Answer.Found<>(List.of(new MailExchanger(10, "mx.test"))));
        }
    }

    @Nested
    class Trouble {
        @ParameterizedTest
        @ValueSource(ints = {Rcode.SERVFAIL, Rcode.REFUSED, Rcode.FORMERR, Rcode.NOTIMP, Rcode.YXDOMAIN})
        void isEveryCodeButYesAndNo(int code) throws IOException {
            dns.fails("ext.test", code);

            assertThat(why(mx("ext.test"))).contains("answered " + Rcode.string(code));
        }

        @Test
        void isNotRememberedForADelivery() throws IOException {
            dns.fails("ext.test", Rcode.SERVFAIL);
            assertThat(mx("ext.test")).isInstanceOf(Answer.TemporaryFailure.class);

            dns.has("ext.test", Type.MX, "10 mx.test.").plays("ext.test", dns::usual);
            assertThat(mx("ext.test")).isInstanceOf(Answer.Found.class);
        }

        @Test
        void isRememberedWhereSomebodyWaits() throws IOException {
            client = remembering(PATIENT, dns.address());
            dns.fails("ext.test", Rcode.SERVFAIL);
            String first = why(mx("ext.test"));

            dns.has("ext.test", Type.MX, "10 mx.test.").plays("ext.test", dns::usual);
            assertThat(why(mx("EXT.test"))).isEqualTo(first + ", a short while ago");
            assertThat(addresses("ext.test")).isEqualTo(new Answer.NoData<>());
            assertThat(dns.questions()).containsExactly("ext.test. MX udp", "ext.test. A udp", "ext.test. AAAA udp");
        }

        @Test
        void ofOneDomainIsNotHeldAgainstItsServer() throws IOException {
            client = remembering(HASTY.multipliedBy(4), dns.address());
            dns.has("ext.test", Type.MX, "10 mx.test.").plays("dead.test", (query, tcp) -> List.of());
            assertThat(why(mx("dead.test"))).contains("did not answer in time");

            assertThat(mx("ext.test")).isInstanceOf(Answer.Found.class);
            assertThat(dns.questions()).endsWith(". NS udp", "ext.test. MX udp");
        }

        @Test
        void isSilence() throws IOException {
            client = asking(HASTY, dns.address());
            dns.plays("ext.test", (query, tcp) -> List.of());

            assertThat(why(mx("ext.test"))).contains("did not answer in time");
        }

        @Test
        void isAServerThatIsNotThere() throws IOException {
            client = asking(PATIENT, nobody());

            assertThat(mx("ext.test")).isInstanceOf(Answer.TemporaryFailure.class);
        }

        @Test
        void isAReferralInPlaceOfAnAnswer() throws IOException {
            dns.plays("ext.test", (query, tcp) -> {
                Message answer = ScriptedDns.empty(query);
                answer.addRecord(
                        Record.fromString(Name.fromString("test."), Type.NS, DClass.IN, 300, "ns.test.", Name.root),
                        Section.AUTHORITY);
                return List.of(answer.toWire());
            });

            assertThat(mx("ext.test")).isInstanceOf(Answer.TemporaryFailure.class);
        }

        @Test
        void isGarbage() throws IOException {
            client = asking(HASTY, dns.address());
            dns.plays("ext.test", (query, tcp) -> List.of(new byte[0], new byte[] {1, 2, 3}, new byte[600]));

            assertThat(why(mx("ext.test"))).contains("did not answer in time");
        }
    }

    @Nested
    class Servers {
        @Test
        void thatAreSilentAreNotWaitedForAgainAndAgain() throws IOException {
            client = remembering(Duration.ofMillis(1_500), dns.address());
            for (String name : List.of("a.test", "b.test", ".")) {
                dns.plays(name, (query, tcp) -> List.of());
            }
            assertThat(why(mx("a.test"))).contains("did not answer in time");
            assertThat(why(mx("b.test"))).endsWith(" is silent");
            long began = System.nanoTime();

            for (int i = 0; i < 100; i++) {
                assertThat(why(mx("c" + i + ".test"))).endsWith(" is silent");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
            assertThat(dns.questions()).endsWith(". NS udp").doesNotContain("b.test. MX udp", "c0.test. MX udp");
        }

        @Test
        void thatAreSilentArePassedOver() throws IOException {
            for (String name : List.of("a.test", "b.test", ".")) {
                dns.plays(name, (query, tcp) -> List.of());
            }
            try (ScriptedDns second = new ScriptedDns().has("b.test", Type.MX, "10 mx.test.")) {
                client = remembering(PATIENT, dns.address(), second.address());
                assertThat(mx("a.test")).isEqualTo(new Answer.NoSuchName<>());
                long began = System.nanoTime();

                assertThat(mx("b.test")).isInstanceOf(Answer.Found.class);
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
            }
        }

        @Test
        void areAskedInTurn() throws IOException {
            dns.fails("ext.test", Rcode.SERVFAIL);
            try (ScriptedDns second = new ScriptedDns().has("ext.test", Type.MX, "10 mx.test.")) {
                client = asking(PATIENT, nobody(), dns.address(), second.address());

                assertThat(mx("ext.test")).isInstanceOf(Answer.Found.class);
                assertThat(dns.questions()).hasSize(1);
            }
        }

        @Test
        void thatFailAreNotAskedAgain() throws IOException {
            dns.fails("ext.test", Rcode.SERVFAIL);

            assertThat(mx("ext.test")).isInstanceOf(Answer.TemporaryFailure.class);
            assertThat(dns.questions()).containsExactly("ext.test. MX udp");
        }
    }

    @Nested
    class LongAnswers {
        private void hasMany() throws IOException {
            for (int i = 999; i >= 0; i--) {
                dns.has("ext.test", Type.MX, i + " mx" + i + ".a-rather-long-name-in-the-middle.test.");
            }
        }

        @Test
        void comeOverTcpAndTheBestOfThemCount() throws IOException {
            hasMany();

            assertThat(((Answer.Found<MailExchanger>) mx("ext.test")).records())
                    .extracting(MailExchanger::preference)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, DnsEssence.MAX_RECORDS).boxed().toList());
            assertThat(dns.questions()).containsExactly("ext.test. MX udp", "ext.test. MX tcp");
        }

        @Test
        void thatCannotComeOverTcpAreTrouble() throws IOException {
            hasMany();
            dns.plays("ext.test", (query, tcp) -> tcp ? List.of(new byte[20]) : dns.usual(query, false));

            assertThat(mx("ext.test")).isInstanceOf(Answer.TemporaryFailure.class);
        }

        @Test
        void thatDoNotComeOverTcpInTimeAreTrouble() throws IOException {
            client = asking(HASTY, dns.address());
            hasMany();
            dns.plays("ext.test", (query, tcp) -> tcp ? List.of() : dns.usual(query, false));

            assertThat(why(mx("ext.test"))).contains("did not answer in time");
        }
    }

    @Nested
    class ForgedAnswers {
        private byte[] forged(Message query, int idOffset, String name, int type) throws IOException {
            Message forged = new Message((query.getHeader().getID() + idOffset) & 0xffff);
            forged.getHeader().setFlag(Flags.QR);
            Name asked = Name.fromString(name);
            forged.addRecord(Record.newRecord(asked, type, DClass.IN), Section.QUESTION);
            forged.addRecord(
                    Record.fromString(
                            asked, type, DClass.IN, 300, type == Type.MX ? "1 evil.test." : "6.6.6.6", Name.root),
                    Section.ANSWER);
            return forged.toWire();
        }

        @Test
        void arePassedOver() throws IOException {
            dns.has("ext.test", Type.MX, "10 mx.test.").plays("ext.test", (query, tcp) -> {
                Message notAnAnswer = new Message(forged(query, 0, "ext.test.", Type.MX));
                notAnAnswer.getHeader().unsetFlag(Flags.QR);
                return List.of(
                        forged(query, 1, "ext.test.", Type.MX),
                        forged(query, 0, "other.test.", Type.MX),
                        forged(query, 0, "ext.test.", Type.A),
                        notAnAnswer.toWire(),
                        dns.usual(query, tcp).getFirst());
            });

            assertThat(mx("ext.test")).isEqualTo(new Answer.Found<>(List.of(new MailExchanger(10, "mx.test"))));
        }
    }

    @Nested
    class TheCache {
        @Test
        void answersWhatIsKnown() throws IOException {
            dns.has("ext.test", Type.MX, "10 mx.test.").has("mx.test", Type.A, "192.0.2.1");
            for (int i = 0; i < 3; i++) {
                assertThat(mx("ext.test")).isInstanceOf(Answer.Found.class);
                assertThat(addresses("mx.test")).isEqualTo(found("192.0.2.1"));
                assertThat(mx("gone.test")).isEqualTo(new Answer.NoSuchName<>());
            }

            assertThat(dns.questions())
                    .containsExactly("ext.test. MX udp", "mx.test. A udp", "mx.test. AAAA udp", "gone.test. MX udp");
        }

        @Test
        void doesNotAnswerWhatWasOnlyForNow() throws IOException {
            dns.has("ext.test", Type.MX, "10 old.test.", 0);
            assertThat(mx("ext.test")).isEqualTo(new Answer.Found<>(List.of(new MailExchanger(10, "old.test"))));

            dns.forgets("ext.test").has("ext.test", Type.MX, "10 new.test.", 0);
            assertThat(mx("ext.test")).isEqualTo(new Answer.Found<>(List.of(new MailExchanger(10, "new.test"))));
        }

        @Test
        void isBounded() throws IOException {
            client = new DnsClient(new DnsSettings(List.of(dns.address()), PATIENT, 2, Duration.ZERO));
            for (String name : List.of("a.test", "b.test", "c.test", "a.test")) {
                assertThat(mx(name)).isEqualTo(new Answer.NoSuchName<>());
            }

            assertThat(dns.questions()).hasSize(4);
        }
    }
}
