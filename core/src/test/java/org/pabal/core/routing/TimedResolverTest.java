package org.pabal.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.pabal.core.address.DomainName;
import org.pabal.core.routing.Resolver.Answer;

class TimedResolverTest {
    private static final DomainName NAME = new DomainName("a.test");

    private final TableResolver table = new TableResolver()
            .has("a.test", "A", "192.0.2.1")
            .has("a.test", "TXT", "x")
            .has("a.test", "PTR", "b.test");
    private Instant now = Instant.EPOCH;
    private final Resolver timed = new TimedResolver(table, () -> now, Duration.ofSeconds(5));

    @Test
    void asksAsLongAsThereIsTime() {
        now = now.plusMillis(4_999);

        assertThat(timed.txt(NAME)).isEqualTo(table.txt(NAME));
        assertThat(timed.ptr(NAME)).isEqualTo(table.ptr(NAME));
        assertThat(timed.a(NAME)).isEqualTo(table.a(NAME));
        assertThat(timed.addresses(NAME)).isEqualTo(table.addresses(NAME));
        assertThat(timed.mx(NAME)).isEqualTo(table.mx(NAME));
    }

    @Test
    void thenEverythingIsTrouble() {
        now = now.plusSeconds(5);

        assertThat(timed.txt(NAME)).isInstanceOf(Answer.TemporaryFailure.class);
        assertThat(timed.ptr(NAME)).isInstanceOf(Answer.TemporaryFailure.class);
        assertThat(timed.a(NAME)).isInstanceOf(Answer.TemporaryFailure.class);
        assertThat(timed.addresses(NAME)).isInstanceOf(Answer.TemporaryFailure.class);
        assertThat(timed.mx(NAME)).isInstanceOf(Answer.TemporaryFailure.class);
        assertThat(table.questions()).isEmpty();
    }
}
