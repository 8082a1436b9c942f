package org.pabal.connector.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Rcode;

class SilentServersTest {
    private final AtomicLong now = new AtomicLong();
    private final SilentServers servers = new SilentServers(Duration.ofSeconds(30), now::get);
    private ScriptedDns dns;

    @BeforeEach
    void start() throws IOException {
        dns = new ScriptedDns();
    }

    @AfterEach
    void stop() throws IOException {
        dns.close();
    }

    private boolean isWorthAsking() {
        return servers.isWorthAsking(dns.address(), System.nanoTime() + TimeUnit.SECONDS.toNanos(10));
    }

    private void dies() throws IOException {
        dns.plays(".", (query, tcp) -> List.of());
    }

    @Test
    void nobodyIsSuspectedAtFirst() {
        assertThat(isWorthAsking()).isTrue();
        assertThat(dns.questions()).isEmpty();
    }

    @Test
    void oneThatAnswersAboutTheRootIsAlive() throws IOException {
        dns.fails(".", Rcode.REFUSED);
        servers.unanswered(dns.address());

        assertThat(isWorthAsking()).isTrue();
        assertThat(isWorthAsking()).isTrue();
        assertThat(dns.questions()).containsExactly(". NS udp");
    }

    @Test
    void oneThatDoesNotIsLeftAloneForAWhile() throws IOException {
        dies();
        servers.unanswered(dns.address());

        assertThat(isWorthAsking()).isFalse();
        now.set(Duration.ofSeconds(30).toNanos() - 1);
        assertThat(isWorthAsking()).isFalse();
        assertThat(dns.questions()).hasSize(1);
        now.set(Duration.ofSeconds(30).toNanos());
        assertThat(isWorthAsking()).isFalse();
        assertThat(dns.questions()).hasSize(2);
    }

    @Test
    void oneThatComesBackIsFoundAfterThatWhile() throws IOException {
        dies();
        servers.unanswered(dns.address());
        assertThat(isWorthAsking()).isFalse();

        dns.plays(".", dns::usual);
        now.set(Duration.ofSeconds(30).toNanos());
        assertThat(isWorthAsking()).isTrue();
    }

    @Test
    void oneThatAnswersAnythingIsNotSuspectedAnyMore() throws IOException {
        dies();
        servers.unanswered(dns.address());
        servers.answered(dns.address());

        assertThat(isWorthAsking()).isTrue();
        assertThat(dns.questions()).isEmpty();
    }

    @Test
    void whoHasNoTimeToFindOutAsks() throws IOException {
        dies();
        servers.unanswered(dns.address());

        assertThat(servers.isWorthAsking(dns.address(), System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500)))
                .isTrue();
        assertThat(dns.questions()).isEmpty();
    }

    @Test
    void nobodyIsSuspectedWhereNothingIsRemembered() throws IOException {
        SilentServers forgetful = new SilentServers(Duration.ZERO, now::get);
        dies();
        forgetful.unanswered(dns.address());

        assertThat(forgetful.isWorthAsking(dns.address(), System.nanoTime() + TimeUnit.SECONDS.toNanos(10)))
                .isTrue();
        assertThat(dns.questions()).isEmpty();
    }
}
