package org.pabal.core.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
    /** What a string looks like on the wire, each octet a character. */
    private static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "\u00e9", "\ud55c\uae00", "\ud83d\ude00", "\uffef", "\u0085"})
    void whatWasEncodedIsDecoded(String text) {
        assertThat(Utf8.decode(octets(text))).contains(text);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "80, a continuation alone",
        "c3, a beginning alone",
        "c0af, overlong in two",
        "e080af, overlong in three",
        "f08080af, overlong in four",
        "c080, overlong NUL",
        "eda080, high surrogate",
        "edb080, low surrogate",
        "eda0bdedb880, a pair of them",
        "f4908080, beyond Unicode",
        "f8888080af, five octets",
        "ff, no octet of UTF-8",
        "efbfbe, noncharacter FFFE",
        "efbfbf, noncharacter FFFF",
        "efb790, noncharacter FDD0",
        "f09fbfbe, noncharacter 1FFFE",
        "e9, Latin-1"
    })
    void whatIsNoUtf8IsRefused(String hex, String what) {
        String wire = new String(java.util.HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
        assertThat(Utf8.decode("a" + wire + "b")).isEmpty();
    }

    @Property
    boolean whateverIsDecodedIsEncodedTheSame(@ForAll byte[] wire) {
        String octets = new String(wire, StandardCharsets.ISO_8859_1);
        return Utf8.decode(octets).map(text -> octets(text).equals(octets)).orElse(true);
    }

    @Nested
    class DomainNames {
        @ParameterizedTest
        @CsvSource({
            "b\u00fccher.test, xn--bcher-kva.test",
            "B\u00dcCHER.TEST, xn--bcher-kva.test",
            "\ud55c\uad6d.test, xn--3e0b707e.test",
            "a.\u0440\u0444, a.xn--p1ai"
        })
        void uLabelsEqualTheirALabels(String unicode, String ascii) {
            DomainName name = new DomainName(unicode);
            assertThat(name).isEqualTo(new DomainName(ascii)).hasSameHashCodeAs(new DomainName(ascii));
            assertThat(name.key()).isEqualTo(ascii);
            assertThat(name.text()).isEqualTo(unicode);
            assertThat(DomainName.keyOf("@" + unicode)).isEqualTo("@" + ascii);
        }

        /** What IDNA2003 would map to a name that may be somebody else's. */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "stra\u00dfe.test",
                    "a\u3002test",
                    "\uff41.test",
                    "a\u200db.test",
                    "\u03c2.test",
                    "b\u00fc cher.test",
                    "\u00fc..test",
                    "\u0085.test",
                    "\ud83d.test"
                })
        void whatCouldBeTwoNamesIsNone(String name) {
            assertThat(DomainName.parse(name)).isEmpty();
        }

        @Test
        void labelsAreMeasuredInAscii() {
            assertThat(DomainName.parse("\u00fc".repeat(63) + ".test")).isEmpty();
        }
    }

    @Test
    void halfACharacterIsNoLocalPart() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LocalPart("a\ud83d"));
        assertThatIllegalArgumentException().isThrownBy(() -> new LocalPart("\ude00a"));
        assertThat(new LocalPart("\ud83d\ude00").quoted()).isEqualTo("\ud83d\ude00");
    }
}
