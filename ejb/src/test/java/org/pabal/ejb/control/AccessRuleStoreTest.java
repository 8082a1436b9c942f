package org.pabal.ejb.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pabal.ejb.TestDatabase;

class AccessRuleStoreTest {
    private final TestDatabase database = new TestDatabase();
    private final AccessRuleStore store = new AccessRuleStore(new TransactionalTexts(database));

    @AfterEach
    void close() {
        database.close();
    }

    private boolean isAllowed(AccessRuleSet set, String ip) {
        return store.current(set).lookup(ip, Optional.empty(), Optional.empty()).allowed();
    }

    @Test
    void aSetWithoutRulesAllowsEverybodyAndIsAnEmptyTextOfVersionZero() {
        assertThat(isAllowed(AccessRuleSet.SMTP, "192.0.2.7")).isTrue();
        assertThat(store.text(AccessRuleSet.SMTP).text()).isEmpty();
        assertThat(store.text(AccessRuleSet.SMTP).version()).isZero();
    }

    @Test
    void theRulesOfOneSetDoNotCountForAnother() {
        store.put(AccessRuleSet.SUBMISSION, ":deny\n", new Precondition.Always(), "ada");
        assertThat(isAllowed(AccessRuleSet.SUBMISSION, "192.0.2.7")).isFalse();
        assertThat(isAllowed(AccessRuleSet.SMTP, "192.0.2.7")).isTrue();
    }

    @Test
    void theFirstWriterMayNameVersionZeroTheSecondMayNot() {
        Precondition untouched = new Precondition.IfVersion(Set.of(0L));
        assertThat(store.put(AccessRuleSet.SMTP, ":allow\n", untouched, "ada")).isInstanceOf(TextChange.Stored.class);
        assertThat(store.put(AccessRuleSet.SMTP, ":deny\n", untouched, "bob")).isInstanceOf(TextChange.Outdated.class);
        assertThat(isAllowed(AccessRuleSet.SMTP, "192.0.2.7")).isTrue();
    }

    @Test
    void aBadRuleIsRefusedWithItsLine() {
        assertThat(store.put(AccessRuleSet.SMTP, ":allow\n1.2.3.4:maybe\n", new Precondition.Always(), "ada"))
                .isInstanceOfSatisfying(
                        TextChange.Refused.class,
                        refused -> assertThat(refused.sentence()).contains("2"));
    }
}
