package org.pabal.connector.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

class DnsTroublesTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

    private DnsTroubles keeping(Duration time, int most) {
        return new DnsTroubles(time, most, now::get);
    }

    private static Name name(String text) throws TextParseException {
        return Name.fromString(text, Name.root);
    }

    @Test
    void areKnownByNameAndTypeForTheirTime() throws TextParseException {
        DnsTroubles troubles = keeping(Duration.ofSeconds(30), 10);
        troubles.remember(name("a.test"), Type.MX, "silence");

        assertThat(troubles.find(name("A.test"), Type.MX)).contains("silence");
        assertThat(troubles.find(name("a.test"), Type.A)).isEmpty();
        assertThat(troubles.find(name("b.test"), Type.MX)).isEmpty();
        now.addAndGet(Duration.ofSeconds(30).toNanos() - 1);
        assertThat(troubles.find(name("a.test"), Type.MX)).contains("silence");
        now.incrementAndGet();
        assertThat(troubles.find(name("a.test"), Type.MX)).isEmpty();
    }

    @Test
    void areKnownAnewWhenTheyComeAgain() throws TextParseException {
        DnsTroubles troubles = keeping(Duration.ofSeconds(30), 10);
        troubles.remember(name("a.test"), Type.MX, "silence");
        now.addAndGet(Duration.ofSeconds(31).toNanos());
        troubles.remember(name("a.test"), Type.MX, "SERVFAIL");

        now.addAndGet(Duration.ofSeconds(29).toNanos());
        assertThat(troubles.find(name("a.test"), Type.MX)).contains("SERVFAIL");
    }

    @Test
    void theOldestMakeRoom() throws TextParseException {
        DnsTroubles troubles = keeping(Duration.ofSeconds(30), 2);
        for (String each : new String[] {"a.test", "b.test", "a.test", "c.test"}) {
            troubles.remember(name(each), Type.MX, each);
        }

        assertThat(troubles.find(name("b.test"), Type.MX)).isEmpty();
        assertThat(troubles.find(name("a.test"), Type.MX)).contains("a.test");
        assertThat(troubles.find(name("c.test"), Type.MX)).contains("c.test");
    }

    @Test
    void areForgottenAtOnceWhereNobodyWaits() throws TextParseException {
        DnsTroubles troubles = keeping(Duration.ZERO, 10);
        troubles.remember(name("a.test"), Type.MX, "silence");

        assertThat(troubles.find(name("a.test"), Type.MX)).isEmpty();
    }
}
