package org.pabal.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pabal.core.address.DomainName;

class DnsListTest {
    @ParameterizedTest
    @CsvSource({
        "bl.example.org, DEFER, bl.example.org",
        "defer bl.example.org, DEFER, bl.example.org",
        "reject bl.example.org, REJECT, bl.example.org",
        "allow list.example.org, ALLOW, list.example.org",
        "'reject \t bl.example.org', REJECT, bl.example.org",
        "allow reject, ALLOW, reject",
    })
    void aLineIsAListWithOrWithoutItsUse(String line, DnsList.Use use, String zone) {
        assertThat(DnsList.require(line)).isEqualTo(new DnsList(use, new DomainName(zone)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                              | 1 to 255 characters
            reject                          | it is not a list, nor a word and a list
            reject bl.test bl2.test         | it is not a list, nor a word and a list
            -r bl.test                      | its first word is not allow, defer or reject
            Reject bl.test                  | its first word is not allow, defer or reject
            bl.test reject                  | its first word is not allow, defer or reject
            ' bl.test'                      | its first word is not allow, defer or reject
            bl.test:25                      | only letters
            reject https://bl.test          | only letters
            .bl.test                        | each label
            bl.test.                        | each label
            """)
    void anythingElseIsRefused(String line, String part) {
        assertThatThrownBy(() -> DnsList.require(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part);
    }

    @Test
    void theNameLeavesRoomForAnAddress() {
        String label = "x".repeat(62);

        assertThat(DnsList.require(label + "." + label + "." + label).zone().text())
                .hasSize(188);
        assertThatThrownBy(() -> DnsList.require(label + "." + label + "." + label + ".xx"))
                .hasMessage("the name of a list has at most 189 characters");
    }
}
