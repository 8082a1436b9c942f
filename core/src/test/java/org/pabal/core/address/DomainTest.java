package org.pabal.core.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DomainTest {
    @Test
    void namesAreComparedWithoutCase() {
        assertThat(new DomainName("Local.TEST"))
                .isEqualTo(new DomainName("local.test"))
                .hasSameHashCodeAs(new DomainName("local.test"))
                .hasToString("Local.TEST");
    }

    @Test
    void aNameHasAtMost255Characters() {
        String longest = ("d".repeat(50) + ".").repeat(5);
        assertThat(DomainName.parse(longest.substring(0, 254) + "d")).isPresent();
        assertThat(DomainName.parse(longest + "d")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "a b", "a\nb", "a/b", "\u212aelvin.test"})
    void otherTextsAreNoNames(String text) {
        assertThat(DomainName.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new DomainName(text));
    }

    @Test
    void literalsAreRequiredWithTheirBrackets() {
        assertThat(AddressLiteral.require("[192.0.2.1]").key()).isEqualTo("[192.0.2.1]");
        assertThatIllegalArgumentException().isThrownBy(() -> AddressLiteral.require("192.0.2.1"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressLiteral.require("[IPv6:" + ":".repeat(100_000) + "]"));
    }
}
