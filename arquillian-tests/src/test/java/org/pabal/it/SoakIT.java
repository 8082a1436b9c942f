package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Very many messages through the embedded database, with kills between them, while a setting changes all the time: the file
 * stays small, the queue gets empty, and of what was accepted every message that is kept for counting is there.
 *
 * <p>Only with {@code -Dpabal.test.soak=2000000}; {@code -Dpabal.test.crashes=20}.
 */
@EnabledIfSystemProperty(named = "pabal.test.soak", matches = "[0-9]+")
class SoakIT {
    private static final long MESSAGES = Long.getLong("pabal.test.soak", 0);
    private static final int CRASHES = Integer.getInteger("pabal.test.crashes", 20);
    private static final int CONNECTIONS = 40;
    /** One message of so many goes to a mailbox; the others are taken and dropped by a {@code .qmail} file. */
    private static final int KEPT = 500;

    private static final String BODY = ("x".repeat(70) + "\r\n").repeat(56);
    private static final Pattern NUMBER = Pattern.compile("(?m)^Subject: soak ([0-9]+)\r?$");

    private final AtomicLong next = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final Set<Long> kept = ConcurrentHashMap.newKeySet();
    private final Instant began = Instant.now();
    private volatile boolean running;
    private volatile long largest;

    @Test
    void theEmbeddedDatabaseStaysSmallAndWhole() throws Exception {
        try (Pabal pabal = Pabal.start("soak", ServerSettings::forOperators)) {
            Files.createDirectories(pabal.home().resolve("alias"));
            Files.writeString(pabal.home().resolve("alias/.qmail-drop-default"), "# taken, and dropped\n");
            for (int round = 1; round <= CRASHES; round++) {
                soakAndKill(pabal, MESSAGES * round / CRASHES);
                pabal.server().start();
                pabal.server().awaitReady();
                pabal.admin().flushesUntil(() -> pabal.admin().queued("messages") == 0);
                report(pabal, round);
            }
            pabal.restart();
            System.out.printf("at rest %,d octets, largest %,d%n", size(pabal), largest);
            assertThat(pabal.mailbox().messages().stream()
                            .map(Maildir::read)
                            .map(SoakIT::number)
                            .collect(Collectors.toSet()))
                    .containsAll(kept);
            assertThat(Files.readString(pabal.server().log())).doesNotContain("MVStoreException");
        }
    }

    /** Until so many messages were accepted. */
    private void soakAndKill(Pabal pabal, long enough) throws Exception {
        running = true;
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            clients.add(Thread.ofVirtual().start(() -> send(pabal.smtpPort())));
        }
        AtomicLong changes = new AtomicLong();
        await().atMost(Duration.ofHours(2)).pollInterval(Duration.ofSeconds(1)).until(() -> {
            largest = Math.max(largest, size(pabal));
            pabal.admin().sets("/control/smtpgreeting", "soak.test " + changes.incrementAndGet() + "\n");
            return accepted.get() >= enough;
        });
        running = false;
        // killed while the last messages are under way
        pabal.server().kill();
        for (Thread client : clients) {
            client.join();
        }
    }

    private void send(int port) {
        try (SmtpClient client = SmtpClient.connect(Pabal.RELAY_CLIENT, port)) {
            client.says("EHLO soak.test").hears("250");
            while (running) {
                long number = next.incrementAndGet();
                boolean keep = number % KEPT == 0;
                String to = keep ? "user@local.test" : "drop-" + number + "@local.test";
                client.send("MAIL FROM:<>\r\nRCPT TO:<" + to + ">\r\nDATA\r\n");
                client.reply().hears("250");
                client.reply().hears("250");
                client.reply().hears("354");
                client.send("Subject: soak " + number + "\r\n\r\n" + BODY + ".\r\n");
                client.reply().hears("250");
                accepted.incrementAndGet();
                if (keep) {
                    kept.add(number);
                }
            }
        } catch (IOException e) {
            if (running) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void report(Pabal pabal, int round) throws IOException {
        System.out.printf(
                "%2d kills, %,d accepted, %d s, file %,d octets, largest until now %,d%n",
                round, accepted.get(), Duration.between(began, Instant.now()).toSeconds(), size(pabal), largest);
    }

    private static long size(Pabal pabal) throws IOException {
        Path database = pabal.home().resolve("db/pabal.mv.db");
        return Files.exists(database) ? Files.size(database) : 0;
    }

    private static long number(String message) {
        Matcher subject = NUMBER.matcher(message);
        return subject.find() ? Long.parseLong(subject.group(1)) : -1;
    }
}
