package org.pabal.core.spf;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.pabal.core.Fuzz;
import org.pabal.core.address.DomainName;
import org.pabal.core.routing.Resolver;

/** SPF: whatever a domain publishes, a check asks little, answers, and shows nothing that is not text. */
class SpfFuzzTest {
    /** the record, ten lookups, and behind each at most ten addresses; then an explanation */
    private static final int MOST_QUESTIONS = 1 + 10 + 10 * 10 + 1;

    /** A DNS in which every name has the same records, of those that a peer chose. */
    private static final class OneZone implements Resolver {
        private final List<String> texts;
        private int asked;

        OneZone(List<String> texts) {
            this.texts = texts;
        }

        @Override
        public Answer<MailExchanger> mx(DomainName domain) {
            asked++;
            return new Answer.Found<>(texts.stream()
                    .limit(10)
                    .map(text -> new MailExchanger(1, text))
                    .toList());
        }

        @Override
        public Answer<InetAddress> addresses(DomainName host) {
            return a(host);
        }

        @Override
        public Answer<InetAddress> a(DomainName name) {
            asked++;
            return new Answer.Found<>(List.of(address(192, 0, 2, 7)));
        }

        @Override
        public Answer<String> txt(DomainName name) {
            asked++;
            return new Answer.Found<>(texts);
        }

        @Override
        public Answer<String> ptr(DomainName reversed) {
            asked++;
            return new Answer.Found<>(texts);
        }
    }

    static Stream<byte[]> seeds() {
        return Fuzz.seeds(
                "4v=spf1 a mx/24//64 a:%{d2r-+}.x.test ip4:192.0.2.0/24 ip6:2001:db8::/32 -all exp=%{l}.test\nbecause %{i}",
                "6v=spf1 include:%{o} ~all",
                "4v=spf1 redirect=_spf.%{h} exists:%{ir}.%{v}.%{S}.test ?ptr:a.test\nmail.test",
                "6V=SPF1 %% a:b.test +all",
                "4v=spf1 ip4:1.2.3.4/33");
    }

    @MethodSource("seeds")
    @FuzzTest
    void asksLittleAndAnswers(byte[] input) {
        OneZone dns = new OneZone(List.of(Fuzz.text(Fuzz.rest(input)).split("\n", -1)));
        InetAddress peer = Fuzz.choice(input) == '6' ? six() : address(192, 0, 2, 1);
        SpfResult result = new SpfCheck(
                        dns,
                        new SpfCheck.Subject(
                                peer, "a.b-c@d.e.test", "hello.test", "mx.local.test", Instant.ofEpochSecond(9)))
                .result();
        Fuzz.holds(dns.asked <= MOST_QUESTIONS, "few questions, not " + dns.asked);
        Fuzz.holds(Fuzz.isOneLine(result.explanation()), "an explanation of one line");
        Fuzz.holds(
                result.code() == SpfResult.Code.FAIL || result.explanation().isEmpty(), "no explanation of a success");
    }

    private static InetAddress six() {
        return address(0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
    }

    private static InetAddress address(int... octets) {
        byte[] address = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            address[i] = (byte) octets[i];
        }
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
