package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.it.Programs.Result;

/**
 * What goes wrong below the server: it is killed at a named point of a message's life, a disk is full, the name server does
 * not answer. What got its 250 is delivered or told of, twice only in the known window; and nothing but the cause has to be
 * removed for everything to go on.
 *
 * <p>{@code -Dpabal.test.killpoints=all} for all points, {@code =bounce} for those that are named so; a normal build has one
 * for each channel.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String EJB = "org.pabal.ejb.";
    private static final String MAILDIR = "org.pabal.core.local.";
    private static final String WRITE = EJB + "queue.QueueTransaction.write";
    private static final String TO_DISK = EJB + "database.DurableCommit.await";
    private static final String RECORD = EJB + "queue.OutcomeWriter.record";
    private static final String REPORT = EJB + "receive.Injection.report";
    private static final String LOCAL = "user@local.test";
    private static final String REMOTE = "someone@relay.test";
    private static final String GONE = "gone@relay.test";

    private final int debugPort = Ports.anyFree();
    private final NameServer names;
    private final Sink sink;
    private final Pabal pabal;
    private String marker = "";

    FaultsIT() throws Exception {
        names = new NameServer();
        sink = Sink.start();
        sink.answersRecipients(path -> path.equals(GONE) ? "550 5.1.1 no such user here" : "250 2.1.5 ok");
        pabal = Pabal.prepare("faults", settings -> settings.with("pabal.dns.servers", names.address()));
        Debugger.prepare(pabal.server().settings().domains().resolve("pabal/config/domain.xml"), debugPort);
    }

    @BeforeAll
    void start() throws Exception {
        pabal.server().start();
        pabal.server().deploy(Pabal.ear());
        pabal.server().awaitReady();
        pabal.admin().sets("/control/smtproutes", sink.routeOf("relay.test"));
    }

    @AfterAll
    void stop() throws IOException {
        pabal.close();
        sink.close();
        names.close();
        assertThat(Files.readString(pabal.home().resolve("log/qmail-send/current")))
                .contains("status: local 0/10 remote 0/20\n")
                .endsWith(" status: exiting\n");
    }

    @BeforeEach
    void fresh() {
        marker = Marker.fresh();
    }

    /**
     * @param way the methods that are entered one after the other; in the last one the server is killed
     * @param least how many copies there are at least, whether or not the client got its 250
     * @param most one more than one only between a delivery and the record of it
     * @param usual whether a normal build kills here
     */
    record KillPoint(String name, String recipient, List<String> way, long least, long most, boolean usual) {
        static KillPoint of(String name, String recipient, int least, int most, String... way) {
            return new KillPoint(name, recipient, List.of(way), least, most, false);
        }

        KillPoint asUsual() {
            return new KillPoint(name, recipient, way, least, most, true);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<KillPoint> points() {
        String wanted = System.getProperty("pabal.test.killpoints", "");
        return Stream.of(
                        KillPoint.of("a message is not committed", LOCAL, 0, 0, WRITE),
                        KillPoint.of("a message is committed, not on the disk", LOCAL, 0, 1, TO_DISK),
                        KillPoint.of("a message is on the disk", LOCAL, 1, 1, EJB + "queue.QueueEvents.committed"),
                        KillPoint.of("its bell has rung", LOCAL, 1, 1, EJB + "queue.Slots.answer"),
                        KillPoint.of("it is in tmp, not synced", LOCAL, 1, 1, MAILDIR + "MaildirEntry.sync"),
                        KillPoint.of("it is synced, not in new", LOCAL, 1, 1, MAILDIR + "MaildirEntry.publish")
                                .asUsual(),
                        KillPoint.of("it is in new, not synced", LOCAL, 1, 2, MAILDIR + "DirectorySync.sync"),
                        KillPoint.of("it is delivered, not recorded", LOCAL, 1, 2, RECORD),
                        KillPoint.of("a delivery is not committed", LOCAL, 1, 2, RECORD, WRITE),
                        KillPoint.of("a delivery is committed, not on the disk", LOCAL, 1, 2, RECORD, TO_DISK),
                        KillPoint.of("the next hop has it, not recorded", REMOTE, 1, 2, RECORD)
                                .asUsual(),
                        KillPoint.of("a failure is not recorded", GONE, 1, 1, RECORD),
                        KillPoint.of("a bounce is not written", GONE, 1, 1, REPORT),
                        KillPoint.of("a bounce is not committed", GONE, 1, 1, REPORT, WRITE),
                        KillPoint.of("a bounce is committed, not on the disk", GONE, 1, 1, REPORT, TO_DISK))
                .filter(point -> wanted.isEmpty()
                        ? point.usual()
                        : wanted.equals("all") || point.name().contains(wanted));
    }

    @ParameterizedTest
    @MethodSource("points")
    void whoeverKillsItThereLosesNothing(KillPoint point) throws Exception {
        boolean accepted;
        try {
            accepted = killedAt(point);
        } finally {
            pabal.server().kill();
            pabal.server().start();
            pabal.server().awaitReady();
        }
        pabal.admin().flushesUntil(() -> pabal.admin().queued("messages") == 0);

        assertThat(copies(point))
                .as("copies of what was %s", accepted ? "accepted" : "not accepted")
                .isBetween(accepted ? 1L : point.least(), point.most());
    }

    /** @return whether the client got its 250 */
    private boolean killedAt(KillPoint point) throws Exception {
        Debugger debugger = Debugger.attach(debugPort);
        debugger.watches(point.way().getFirst());
        CompletableFuture<Boolean> accepted = CompletableFuture.supplyAsync(() -> handsOver(point.recipient()));
        debugger.awaitEntry(PATIENCE);
        for (String next : point.way().subList(1, point.way().size())) {
            debugger.watches(next);
            debugger.resumes();
            debugger.awaitEntry(PATIENCE);
        }
        pabal.server().kill();
        return accepted.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private boolean handsOver(String recipient) {
        try (SmtpClient client = pabal.session(Pabal.RELAY_CLIENT)) {
            client.hands(LOCAL, recipient, Marker.message(marker)).hears("250");
            return true;
        } catch (IOException killed) {
            return false;
        }
    }

    private long copies(KillPoint point) throws IOException {
        return point.recipient().equals(REMOTE)
                ? sink.received().stream()
                        .filter(message -> message.wire().contains(marker))
                        .count()
                : pabal.mailbox().containing(marker).size();
    }

    /** T-DNS 292, 304. */
    @ParameterizedTest
    @ValueSource(strings = {"says nothing", "says SERVFAIL"})
    void aNameServerInTroubleDelaysMailAndItsReturnEndsTheDelay(String trouble) throws Exception {
        String recipient = marker + "@nowhere.test";
        names.isDead(trouble.equals("says nothing"));
        names.isFailing(true);
        pabal.accepts(LOCAL, recipient, Marker.message(marker));
        pabal.admin().awaitDeferral(recipient);
        assertThat(pabal.admin().get("/queue/messages?recipient=" + recipient).body())
                .contains("(#4.1.2)", "\"cause\":\"unreachable\"");
        assertThat(pabal.mailbox().containing(recipient)).isEmpty();

        names.isDead(false);
        names.isFailing(false);
        pabal.admin().flushesUntil(() -> pabal.admin().queued("messages") == 0);
        assertThat(pabal.mailbox().await("<" + recipient + ">:")).contains("Status: 5.1.2");
    }

    /** A mailbox on a file system of its own, which is full until somebody makes it larger. */
    @Test
    void aFullDiskDelaysMailAndRoomEndsTheDelay() throws Exception {
        Path home = Files.createDirectories(pabal.home().resolve("users/full"));
        mounts("-t", "tmpfs", "-o", "size=64k,mode=700", "tmpfs", home.toString());
        try {
            for (String directory : List.of("Maildir", "Maildir/tmp", "Maildir/new", "Maildir/cur")) {
                Files.createDirectory(home.resolve(directory));
            }
            String assignments = pabal.admin().get("/assignments").body();
            pabal.admin().sets("/assignments", "=full:full:0:0:users/full:::\n" + assignments);
            pabal.accepts(
                    LOCAL,
                    "full@local.test",
                    Marker.message(marker) + "x".repeat(70).concat("\r\n").repeat(3_000));
            pabal.admin().awaitDeferral("full@local.test");
            assertThat(new Maildir(home.resolve("Maildir")).messages()).isEmpty();
            try (Stream<Path> left = Files.list(home.resolve("Maildir/tmp"))) {
                assertThat(left).isEmpty();
            }

            mounts("-o", "remount,size=4m", home.toString());
            pabal.admin().flushesUntil(() -> pabal.admin().queued("messages") == 0);
            assertThat(new Maildir(home.resolve("Maildir")).await(marker)).endsWith("x\n");
        } finally {
            Result unmounted = Programs.run("umount", home.toString());
            assertThat(unmounted.exitCode()).as(unmounted.output()).isZero();
        }
    }

    private static void mounts(String... arguments) throws IOException {
        Result mounted = Programs.run(
                Stream.concat(Stream.of("mount"), Arrays.stream(arguments)).toArray(String[]::new));
        Assumptions.assumeTrue(mounted.exitCode() == 0, () -> "nothing can be mounted here: " + mounted.output());
    }

    /** The embedded database may not write beyond what its file has: to it, a full disk. */
    @Test
    void aDatabaseWithoutRoomRefusesMailAndTakesItAgainWithRoom() throws Exception {
        String before = Marker.fresh();
        pabal.accepts(LOCAL, LOCAL, Marker.message(before));
        pabal.mailbox().await(before);
        String pid = Long.toString(pabal.server().process().orElseThrow().pid());
        limits(pid, Long.toString(databaseOctets()));
        try {
            await().atMost(PATIENCE)
                    .until(() -> refuses(Marker.message(Marker.fresh())
                            + "y".repeat(70).concat("\r\n").repeat(2_000)));
        } finally {
            limits(pid, "unlimited");
        }
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            pabal.accepts(LOCAL, LOCAL, Marker.message(marker));
            return true;
        });
        await().atMost(PATIENCE).until(() -> !pabal.mailbox().containing(marker).isEmpty());
    }

    private boolean refuses(String content) throws IOException {
        try (SmtpClient client = pabal.session(Pabal.RELAY_CLIENT)) {
            return client.hands(LOCAL, LOCAL, content).text().startsWith("4");
        } catch (AssertionError refusedEarlier) {
            return true;
        }
    }

    private long databaseOctets() throws IOException {
        try (Stream<Path> files = Files.list(pabal.home().resolve("db"))) {
            return files.filter(file -> file.toString().endsWith(".mv.db"))
                    .mapToLong(file -> file.toFile().length())
                    .max()
                    .orElseThrow();
        }
    }

    private static void limits(String pid, String octets) throws IOException {
        Result limited = Programs.run(Programs.require("prlimit"), "--pid", pid, "--fsize=" + octets + ":unlimited");
        assertThat(limited.exitCode()).as(limited.output()).isZero();
    }
}
