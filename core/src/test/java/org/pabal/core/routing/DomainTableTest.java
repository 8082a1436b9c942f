package org.pabal.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pabal.core.address.AddressLiteral;
import org.pabal.core.address.Domain;
import org.pabal.core.address.DomainName;

class DomainTableTest {
    private final DomainTable<String> table = new DomainTable<>(Map.of(
            "Example.org", "name",
            ".example.ORG", "suffix",
            ".a.example.org", "longer",
            "[192.0.2.1]", "four",
            "[ipv6:2001:DB8::1]", "six",
            "", "empty"));

    @ParameterizedTest
    @CsvSource({
        "EXAMPLE.ORG, name",
        "b.example.org, suffix",
        "a.example.org, suffix",
        "b.a.example.org, longer",
        "example.com,",
        "xexample.org,",
        "[192.0.2.1], four",
        "[192.0.2.2],",
        "[IPv6:2001:db8:0:0::1], six",
        "[IPv6:2001:db8::2],"
    })
    void theWholeDomainComesBeforeItsSuffixesAndLongOnesBeforeShort(String domain, String value) {
        Domain asked = domain.startsWith("[") ? AddressLiteral.require(domain) : new DomainName(domain);

        assertThat(table.find(asked)).isEqualTo(Optional.ofNullable(value));
    }
}
