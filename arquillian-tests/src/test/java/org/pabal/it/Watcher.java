package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody who watches sessions by {@code GET /trace}, on a socket of its own. */
final class Watcher implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int SMALL_BUFFER = 4096;

    private final Socket socket = new Socket();
    private final BufferedReader in;
    private final List<String> events = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    private Watcher(Pabal pabal, String query) throws IOException {
        socket.setReceiveBufferSize(SMALL_BUFFER);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), pabal.httpPort()));
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        String password =
                Files.readString(pabal.home().resolve("admin.password")).strip();
        String credentials = Base64.getEncoder().encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
        String request =
                "GET /pabal/api/v1/trace" + query + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                        + "Authorization: Basic " + credentials + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    /** One that watches, as soon as there is room for it, and does not read yet. */
    static Watcher idle(Pabal pabal, String query) {
        return await().atMost(PATIENCE)
                .until(() -> admitted(pabal, query), Optional::isPresent)
                .orElseThrow();
    }

    private static Optional<Watcher> admitted(Pabal pabal, String query) throws IOException {
        Watcher watcher = new Watcher(pabal, query);
        String line = watcher.in.readLine();
        boolean full = line != null && line.startsWith("HTTP/1.1 503");
        if (full || line == null || !line.startsWith("HTTP/1.1 200")) {
            watcher.close();
            assertThat(full).as(line).isTrue();
            return Optional.empty();
        }
        // the first comment says that the watch has begun
        while (line != null && !line.startsWith(": watching")) {
            line = watcher.in.readLine();
        }
        return Optional.of(watcher);
    }

    static Watcher reading(Pabal pabal, String query) {
        return idle(pabal, query).reads();
    }

    /** Reads from now on. */
    Watcher reads() {
        Thread.ofVirtual().start(() -> {
            try {
                in.lines().filter(line -> line.startsWith("data: ")).forEach(events::add);
            } catch (UncheckedIOException e) {
                // closed by us, or cut off: the end all the same
                events.add("data: cut off");
            }
            ended = true;
        });
        return this;
    }

    /** @return the events so far, as JSON */
    List<String> events() {
        return events;
    }

    /** @return the events, once one of them holds this */
    String until(String part) {
        await().atMost(PATIENCE).until(() -> events.stream().anyMatch(event -> event.contains(part)));
        return String.join("\n", events);
    }

    void awaitEnd() {
        await().atMost(PATIENCE).until(() -> ended);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
