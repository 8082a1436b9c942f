package org.pabal.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pabal.core.address.DomainName;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.routing.RecipientRewriter;

class RoleAddressTest {
    private static final RecipientRewriter REWRITER = new RecipientRewriter(
            new DomainName("local.test"), List.of("local.test"), List.of(), Map.of("virtual.test", "v"));

    @ParameterizedTest(name = "T-BNC 182: {0}")
    @CsvSource({
        "postmaster@local.test, true",
        "PostMaster@LOCAL.test, true",
        "abuse@local.test, true",
        "abuse@virtual.test, true",
        "postmaster@ext.test, false",
        "postmaster@xlocal.test, false",
        "postmaster-x@local.test, false",
        "po\u017ftmaster@local.test, false",
        "user@local.test, false"
    })
    void isOneInADomainOfOurs(String recipient, boolean one) {
        assertThat(RoleAddress.isOne(EmailAddress.require(recipient), REWRITER)).isEqualTo(one);
    }
}
