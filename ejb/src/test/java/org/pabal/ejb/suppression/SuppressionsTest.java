package org.pabal.ejb.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.bounce.Suppression;
import org.pabal.core.control.ControlSettings;
import org.pabal.core.queue.DeliveryOutcome;
import org.pabal.ejb.control.ControlStore;

class SuppressionsTest {
    private static final EmailAddress JOE = EmailAddress.require("Joe@far.test");
    private static final DeliveryOutcome GONE = new DeliveryOutcome.Failed("Remote host said: 550 5.1.1 no\n");
    private final Instant soon = Instant.now().plus(Duration.ofHours(1));

    private final JdbcDataSource database = new JdbcDataSource();
    private final SuppressionRows rows = new SuppressionRows();
    private final Suppressions suppressions = new Suppressions(rows, new ControlStore() {
        @Override
        public ControlSettings current() {
            return ControlSettings.require(Map.of("me", "local.test", "suppressafter", "2"));
        }
    });

    @BeforeEach
    void create() throws SQLException {
        database.setURL("jdbc:h2:mem:suppressions;DB_CLOSE_DELAY=-1");
        rows.dataSource = database;
        execute("runscript from 'classpath:db/migration/V311__suppressions.sql'");
    }

    @AfterEach
    void drop() throws SQLException {
        execute("drop all objects");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Optional<Suppression> known(EmailAddress address) {
        return Optional.ofNullable(suppressions.known(List.of(address)).get(Suppression.keyOf(address)));
    }

    private void ends(DeliveryOutcome outcome) {
        suppressions.judge(JOE, outcome, known(JOE));
    }

    private void lists(String key, Instant until) {
        suppressions.put(new Suppression(key, true, 0, Suppression.BY_HAND, "why\n", until), "ada");
    }

    @Test
    void failuresAreCountedUntilTheAddressIsListed() {
        ends(GONE);
        assertThat(known(JOE)).map(Suppression::listed).contains(false);

        ends(GONE);
        assertThat(known(EmailAddress.require("Joe@FAR.test")))
                .map(Suppression::listed)
                .contains(true);
        assertThat(known(EmailAddress.require("joe@far.test"))).isEmpty();
        assertThat(suppressions.find(JOE)).map(StoredSuppression::changedBy).contains("pabal");
    }

    @Test
    void aSuccessIsForgiving() {
        ends(GONE);
        ends(new DeliveryOutcome.Delivered("ok\n"));

        assertThat(suppressions.find(JOE)).isEmpty();
    }

    @Test
    void whatIsOverCountsNoMore() {
        lists("a@far.test", Instant.now().minusSeconds(1));
        lists("b@far.test", soon);

        assertThat(known(EmailAddress.require("a@far.test"))).isEmpty();
        assertThat(suppressions.find(EmailAddress.require("a@far.test"))).isEmpty();
        assertThat(suppressions.page("", 10))
                .extracting(stored -> stored.suppression().key())
                .containsExactly("b@far.test");
    }

    @Test
    void pagesGoOnBehindAKey() {
        List.of("c@x.test", "a@x.test", "b@x.test").forEach(key -> lists(key, soon));

        assertThat(suppressions.page("", 2))
                .extracting(stored -> stored.suppression().key())
                .containsExactly("a@x.test", "b@x.test");
        assertThat(suppressions.page("b@x.test", 2))
                .extracting(stored -> stored.suppression().key())
                .containsExactly("c@x.test");
    }

    @Test
    void anAddressIsListedOnceAndRemovedOnce() {
        assertThat(suppressions.put(new Suppression("Joe@far.test", true, 0, "manual", "why\n", soon), "ada"))
                .isTrue();
        assertThat(suppressions.put(new Suppression("Joe@far.test", true, 0, "manual", "why\n", soon), "ada"))
                .isFalse();
        assertThat(suppressions.delete(JOE)).isTrue();
        assertThat(suppressions.delete(JOE)).isFalse();
    }

    /** G14: whoever cannot be looked up is tried. */
    @Test
    void aDatabaseInTroubleStopsNoDelivery() throws SQLException {
        lists("Joe@far.test", soon);
        execute("drop all objects");

        assertThat(known(JOE)).isEmpty();
        ends(GONE);
    }
}
