package org.pabal.core.address;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.pabal.core.Fuzz;

/** Names, literals and stored addresses: each means one thing, also in ASCII. */
class NamesFuzzTest {
    static Stream<byte[]> seeds() {
        return Stream.of(
                        "mx.Example.org",
                        "b\u00fccher.test",
                        "xn--bcher-kva.test",
                        "fa\u00df.test",
                        "\u212a.test",
                        "[IPv6:2001:db8::1]",
                        "[192.0.2.1]",
                        "a@b.test",
                        "\"a b\"@[192.0.2.1]",
                        "#@[]",
                        "list-@h.test-@[]",
                        "\uff0e\u3002")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void meanOneThing(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        DomainName.parse(text).ifPresent(NamesFuzzTest::hasAnAsciiForm);
        AddressLiteral.parse(text)
                .ifPresent(literal -> Fuzz.same(Optional.of(literal), AddressLiteral.parse(literal.text())));
        try {
            ReversePath path = ReversePath.require(text);
            Fuzz.same(path, ReversePath.require(path.text()));
            Fuzz.holds(path.toSmtp().chars().noneMatch(c -> c == '\r' || c == '\n' || c == 0), "a path of one line");
            path.towards(new EmailAddress(new LocalPart("r"), new DomainName("x.test")))
                    .toSmtpWithALabels();
        } catch (IllegalArgumentException e) {
            Fuzz.holds(!String.valueOf(e.getMessage()).isEmpty(), "a sentence");
        }
        Utf8.decode(Fuzz.text(input))
                .ifPresent(decoded -> Fuzz.same(Fuzz.text(input), Fuzz.text(decoded.getBytes(StandardCharsets.UTF_8))));
    }

    private static void hasAnAsciiForm(DomainName name) {
        Fuzz.holds(Utf8.isAscii(name.ascii()) && Utf8.isAscii(name.key()), "a form in ASCII");
        Fuzz.same(name, new DomainName(name.ascii()));
        Fuzz.same(name, new DomainName(name.key()));
        Fuzz.same(name.key(), new DomainName(name.key()).key());
        Fuzz.same(name.key(), DomainName.keyOf(name.text()));
    }
}
