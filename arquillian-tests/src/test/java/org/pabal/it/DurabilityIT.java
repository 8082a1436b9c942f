package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seen from the kernel: a 250 to a content is written after the database has reached the disk. */
@OnSharedPabal
class DurabilityIT {
    private static final int MESSAGES = 20;
    private static final Pattern FINAL_DOT =
            Pattern.compile("(?:read|recvfrom).*\\\\r\\\\n\\.\\\\r\\\\n\".* = [0-9]+$");
    private static final Pattern SYNC_BEGINS = Pattern.compile("^([0-9]+) +f(?:data)?sync\\([0-9]+<(.*?)>.*");
    private static final Pattern SYNC_ENDS = Pattern.compile("^([0-9]+) +(?:<\\.\\.\\. )?f(?:data)?sync.* = 0$");
    private static final Pattern ANSWER = Pattern.compile("(?:write|sendto).*, \"250 .*");

    @TempDir
    Path directory;

    private final Pabal pabal;

    DurabilityIT(Pabal pabal) {
        this.pabal = pabal;
    }

    @Test
    void everyAcceptedContentIsOnTheDiskBeforeItsReply() throws Exception {
        String strace = Programs.require("strace");
        // deliveries sync too; only what happens on behalf of the reply shall be seen
        assertThat(pabal.admin().post("/queue/pause", "application/json", "").statusCode())
                .isBetween(200, 204);
        try {
            assertThat(replies(trace(strace))).isEqualTo(MESSAGES);
        } finally {
            assertThat(pabal.admin()
                            .post("/queue/continue", "application/json", "")
                            .statusCode())
                    .isBetween(200, 204);
        }
    }

    /** @return the server's reads, writes and syncs while it takes messages one after the other */
    private List<String> trace(String strace) throws Exception {
        Path output = directory.resolve("trace");
        Path complaints = directory.resolve("complaints");
        long pid = pabal.server().process().orElseThrow().pid();
        Process tracer = new ProcessBuilder(
                        strace,
                        "-f",
                        "-y",
                        "-s",
                        "600",
                        "-e",
                        "trace=read,recvfrom,write,sendto,fsync,fdatasync",
                        "-o",
                        output.toString(),
                        "-p",
                        Long.toString(pid))
                .redirectError(complaints.toFile())
                .start();
        try {
            await().atMost(Duration.ofMinutes(1))
                    .until(() ->
                            !tracer.isAlive() || Files.readString(complaints).contains("attached"));
            Assumptions.assumeTrue(tracer.isAlive(), () -> "strace may not attach: " + read(complaints));
            handOver();
        } finally {
            tracer.destroy();
            assertThat(tracer.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
        return Files.readAllLines(output, StandardCharsets.ISO_8859_1);
    }

    private void handOver() throws IOException {
        try (SmtpClient client = pabal.session(Pabal.STRANGER)) {
            for (int i = 0; i < MESSAGES; i++) {
                client.opens("sender@ext.test", "user@local.test");
                client.send(Marker.message(Marker.fresh()) + ".\r\n");
                client.reply().hears("250");
            }
        }
    }

    /** @return how many final dots were answered, each after a sync of the database had ended */
    private long replies(List<String> trace) {
        Set<String> syncing = new HashSet<>();
        boolean dot = false;
        boolean synced = false;
        long replies = 0;
        for (String line : trace) {
            Matcher begins = SYNC_BEGINS.matcher(line);
            if (dot && begins.matches() && begins.group(2).contains("/db/")) {
                syncing.add(begins.group(1));
            }
            Matcher ends = SYNC_ENDS.matcher(line);
            if (ends.find() && syncing.remove(ends.group(1))) {
                synced = true;
            }
            if (FINAL_DOT.matcher(line).find()) {
                dot = true;
                synced = false;
            } else if (dot && ANSWER.matcher(line).find()) {
                assertThat(synced)
                        .as("a sync between the final dot and: %s", line)
                        .isTrue();
                dot = false;
                replies++;
            }
        }
        return replies;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
