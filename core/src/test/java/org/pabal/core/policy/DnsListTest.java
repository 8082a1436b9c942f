package org.pabal.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pabal.core.address.DomainName;
import org.pabal.core.routing.TableResolver;

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
            reject bl.test bl2.test         | "bl2.test" is no return code of a list
            reject bl.test 127.0.0.2,3      | "127.0.0.2,3" is no return code of a list
            reject bl.test 10.0.0.2         | "10.0.0.2" is no return code of a list
            reject bl.test 127.0.0          | "127.0.0" is no return code of a list
            reject bl.test 127.0.0.256      | "127.0.0.256" is no return code of a list
            reject bl.test 127.0.0.9-4      | "127.0.0.9-4" is no return code of a list
            reject bl.test 127.0.0.-4       | "127.0.0.-4" is no return code of a list
            score bl.test                   | score wants a weight and a list
            score 3                         | score wants a weight and a list
            score bl.test 3                 | "bl.test" is no weight from -1000 to 1000
            score 1001 bl.test              | "1001" is no weight from -1000 to 1000
            score 3.5 bl.test               | "3.5" is no weight from -1000 to 1000
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

    @ParameterizedTest
    @CsvSource({
        "score 3 bl.test, 3, 0",
        "score +3 bl.test, 3, 0",
        "score -2 good.test 127.0.0.1-3, -2, 1",
        "reject bl.test 127.0.0.2 127.0.0-1.4-11, 0, 2",
    })
    void aLineMayHaveAWeightAndReturnCodes(String line, int weight, int codes) {
        DnsList list = DnsList.require(line);

        assertThat(list.weight()).isEqualTo(weight);
        assertThat(list.codes().patterns()).hasSize(codes);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.2, true",
        "127.0.0.3, false",
        "127.0.0.4, true",
        "127.0.1.11, true",
        "127.0.1.12, false",
        "127.0.2.4, false",
        "::1, false",
    })
    void returnCodesAreAddressesWithRanges(String address, boolean covered) {
        ReturnCodes codes = ReturnCodes.require(List.of("127.0.0.2", "127.0.0-1.4-11"));

        assertThat(codes.cover(TableResolver.ip(address))).isEqualTo(covered);
        assertThat(ReturnCodes.ALL.cover(TableResolver.ip(address))).isTrue();
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
