package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The message broker, which carries nothing but bells, goes away and comes back while the server stays: mail is accepted and
 * delivered all the time, once, and nobody restarts anything. The first mail without a bell may be late by as long as a bell
 * may take; how long JMS itself needs to come back nobody waits for.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JmsAwayIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String LOCAL = "user@local.test";
    private static final String REMOTE = "someone@relay.test";

    private final Sink sink;
    private final Pabal pabal;
    private final MessageBroker broker;

    JmsAwayIT() throws Exception {
        sink = Sink.start();
        pabal = Pabal.prepare("jms-away", settings -> settings);
        broker = MessageBroker.of(pabal.server());
    }

    /** The broker is away while the application starts, too. */
    @BeforeAll
    void start() throws Exception {
        pabal.server().start();
        CompletableFuture<Void> deployed = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> deploy(deployed));
        await().atMost(PATIENCE).until(() -> deployed.isDone() || logged("Connection refused") > 0);
        broker.starts();
        deployed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        pabal.server().awaitReady();
        pabal.admin().sets("/control/smtproutes", sink.routeOf("relay.test"));
    }

    private void deploy(CompletableFuture<Void> deployed) {
        try {
            pabal.server().deploy(Pabal.ear());
            deployed.complete(null);
        } catch (ServerTrouble e) {
            deployed.completeExceptionally(e);
        }
    }

    @AfterAll
    void stop() throws Exception {
        pabal.close();
        broker.isKilled();
        sink.close();
    }

    @Test
    void mailIsDeliveredOnceThoughTheBrokerIsKilledUnderLoadAndStaysAway() throws Exception {
        awaitBells("heard");
        long before = logged("JMS is ");
        Load load = new Load(pabal.smtpPort());
        load.start(4);
        accepts(load, 100);
        broker.isKilled();
        accepts(load, 200);
        load.join();

        isDelivered(LOCAL);
        isDelivered(REMOTE);
        awaitBells("not heard");
        pabal.admin().awaitEmptyQueue();
        broker.starts();
        awaitBells("heard");
        isDelivered(LOCAL);
        isDelivered(REMOTE);

        isDeliveredOnce(load, LOCAL, pabal.mailbox().messages().stream().map(Maildir::read));
        isDeliveredOnce(load, REMOTE, sink.received().stream().map(Sink.Received::content));
        assertThat(logged("JMS is ") - before).as("lines of the log").isEqualTo(2);
    }

    @Test
    void aBrokerThatHangsHoldsNothingUp() throws Exception {
        awaitBells("heard");
        broker.freezes();
        try {
            isDelivered(LOCAL);
            isDelivered(REMOTE);
            awaitBells("not heard");
        } finally {
            broker.thaws();
        }
        awaitBells("heard");
        isDelivered(LOCAL);
        isDelivered(REMOTE);
    }

    /** Waits until so many more are accepted. */
    private static void accepts(Load load, int more) {
        int enough = load.accepted().size() + more;
        await().atMost(PATIENCE).until(() -> load.accepted().size() >= enough);
    }

    private void isDelivered(String recipient) throws IOException {
        String marker = Marker.fresh();
        pabal.accepts(LOCAL, recipient, Marker.message(marker));
        await().atMost(PATIENCE).until(() -> copies(recipient, marker) > 0);
        assertThat(copies(recipient, marker)).isEqualTo(1);
    }

    private long copies(String recipient, String marker) throws IOException {
        return recipient.equals(LOCAL)
                ? pabal.mailbox().containing(marker).size()
                : sink.received().stream()
                        .filter(message -> message.wire().contains(marker))
                        .count();
    }

    private static void isDeliveredOnce(Load load, String recipient, Stream<String> delivered) {
        List<Integer> numbers =
                delivered.map(load::number).filter(number -> number >= 0).toList();
        assertThat(numbers).doesNotHaveDuplicates();
        assertThat(numbers)
                .containsAll(load.accepted().entrySet().stream()
                        .filter(message -> message.getValue().contains(recipient))
                        .map(Map.Entry::getKey)
                        .toList());
    }

    /** Readiness does not depend on it: mail is taken and delivered all the same. */
    private void awaitBells(String state) {
        AdminApi anybody = AdminApi.anonymous(pabal.httpPort());
        String health = await().atMost(PATIENCE)
                .until(
                        () -> anybody.get("//health/ready").body(),
                        body -> body.contains("\"bells\":\"" + state + "\""));
        assertThat(health).doesNotContain("DOWN");
    }

    private long logged(String text) throws IOException {
        try (Stream<String> lines = Files.lines(pabal.server().log())) {
            return lines.filter(line -> line.contains(text)).count();
        }
    }
}
