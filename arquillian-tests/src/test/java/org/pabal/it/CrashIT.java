package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The server is killed under load, again and again, and started again each time: what got its 250 is delivered, what
 * never got its final dot is not, nothing changes on its way, and duplicates come from the kills alone.
 *
 * <p>{@code -Dpabal.test.crashes=20} for more kills than the three of a normal build.
 */
class CrashIT {
    private static final int CRASHES = Integer.getInteger("pabal.test.crashes", 3);
    private static final int CONNECTIONS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Test
    void nothingAcceptedIsLostWhenTheServerIsKilled() throws Exception {
        try (Pabal pabal = Pabal.start("crash");
                Sink sink = Sink.start()) {
            pabal.admin().sets("/control/smtproutes", sink.routeOf("relay.test"));
            Load load = new Load(pabal.smtpPort());
            killAgainAndAgain(pabal, load);
            pabal.admin().flushesUntil(() -> pabal.admin().queued("messages") == 0);

            Map<Integer, Integer> local = local(load, pabal.mailbox());
            Map<Integer, Integer> relayed = relayed(load, sink.received());
            System.out.printf(
                    "%d kills, %d messages accepted, %d delivered twice%n",
                    CRASHES, load.accepted().size(), duplicates(local) + duplicates(relayed));
            assertThat(local.keySet()).containsAll(addressedTo(load, "user@local.test"));
            assertThat(relayed.keySet()).containsAll(addressedTo(load, "someone@relay.test"));
            assertThat(local.keySet()).doesNotContainAnyElementsOf(load.brokenOff());
            assertThat(relayed.keySet()).doesNotContainAnyElementsOf(load.brokenOff());
            assertThat(local.values()).allMatch(copies -> copies <= 1 + CRASHES);
            assertThat(relayed.values()).allMatch(copies -> copies <= 1 + CRASHES);
        }
    }

    private static void killAgainAndAgain(Pabal pabal, Load load) throws Exception {
        Random random = new Random(7);
        for (int crash = 0; crash < CRASHES; crash++) {
            int enough = load.accepted().size() + 100 + random.nextInt(400);
            load.start(CONNECTIONS);
            await().atMost(PATIENCE).until(() -> load.accepted().size() >= enough);
            pabal.server().kill();
            load.join();
            pabal.server().start();
            pabal.server().awaitReady();
        }
    }

    private static Map<Integer, Integer> local(Load load, Maildir mailbox) throws IOException {
        Map<Integer, Integer> copies = new TreeMap<>();
        for (Path message : mailbox.messages()) {
            count(copies, load.number(Maildir.read(message)));
        }
        return copies;
    }

    private static Map<Integer, Integer> relayed(Load load, List<Sink.Received> received) {
        Map<Integer, Integer> copies = new TreeMap<>();
        for (Sink.Received message : received) {
            count(copies, load.number(message.content()));
        }
        return copies;
    }

    private static void count(Map<Integer, Integer> copies, int number) {
        if (number >= 0) {
            copies.merge(number, 1, Integer::sum);
        }
    }

    private static int duplicates(Map<Integer, Integer> copies) {
        return copies.values().stream().mapToInt(count -> count - 1).sum();
    }

    private static List<Integer> addressedTo(Load load, String recipient) {
        return load.accepted().entrySet().stream()
                .filter(message -> message.getValue().contains(recipient))
                .map(Map.Entry::getKey)
                .toList();
    }
}
