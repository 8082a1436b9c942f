package org.pabal.core.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPatternTest {
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            ada@b.test,  ada@b.test,      true
            ada@b.test,  ADA@B.TEST,      true
            ada@b.test,  xada@b.test,     false
            @b.test,     ada@b.test,      true
            @b.test,     ada@B.test,      true
            @b.test,     ada@a.b.test,    false
            @b.test,     ada@xb.test,     false
            @b.test,     '',              false
            <>,          '',              true
            <>,          ada@b.test,      false
            """)
    void matchesAsPeopleSearch(String pattern, String address, boolean matches) {
        assertThat(AddressPattern.require(pattern).matches(address)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ada", "ada@", "@", "@b..test"})
    void whatIsNoneIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> AddressPattern.require(text));
    }
}
