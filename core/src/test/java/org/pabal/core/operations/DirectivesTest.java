package org.pabal.core.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.queue.Channel;

class DirectivesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final MailFacts MAIL = new MailFacts(
            ReversePath.require("ada@near.test"),
            EmailAddress.require("bob@far.test"),
            Channel.REMOTE,
            NOON.minus(Duration.ofHours(2)),
            5_000);

    private static Directive directive(long id, String order) {
        return new Directive(id, Order.parse(order), NOON.plusSeconds(60));
    }

    private static Directives of(Directive... directives) {
        return new Directives(List.of(directives));
    }

    @Test
    void nobodyIsTakenByADirectiveForOthers() {
        Directives others = of(directive(1, "hold recipient=@other.test"), directive(2, "expire olderThan=3h"));

        assertThat(others.taking(MAIL, NOON)).isEmpty();
        assertThat(others.routing(MAIL, NOON)).isEmpty();
    }

    @Test
    void aDirectiveEndsByTheClock() {
        Directives hold = of(directive(1, "hold all"));

        assertThat(hold.taking(MAIL, NOON.plusSeconds(59))).isPresent();
        assertThat(hold.taking(MAIL, NOON.plusSeconds(60))).isEmpty();
    }

    @Test
    void aHoldCountsBeforeWhatCannotBeUndone() {
        Directives both = of(
                directive(1, "delete recipient=@far.test"),
                directive(3, "hold sender=@near.test"),
                directive(2, "expire all"));

        assertThat(both.taking(MAIL, NOON)).map(Directive::id).contains(3L);
        assertThat(of(directive(2, "expire all"), directive(1, "delete all")).taking(MAIL, NOON))
                .map(Directive::id)
                .contains(1L);
    }

    @Test
    void theNewestRouteCounts() {
        Directives routes = of(
                directive(2, "reroute relay=b.test all"),
                directive(1, "reroute relay=a.test all"),
                directive(3, "reroute relay=c.test recipient=@other.test"));

        assertThat(routes.routing(MAIL, NOON)).map(Directive::id).contains(2L);
        assertThat(routes.taking(MAIL, NOON)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"release all", "retry all", "hold state=held", "delete state=failed"})
    void notEveryOrderCanStand(String order) {
        assertThatThrownBy(() -> directive(1, order))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a directive is");
    }
}
