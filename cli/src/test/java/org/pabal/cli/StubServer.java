package org.pabal.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Replays recorded answers of the admin API, and remembers what it was asked. */
final class StubServer implements AutoCloseable {
    /** @param request method and target, as {@code GET /pabal/api/v1/status} */
    record Asked(String request, String authorization, String accept, String body) {}

    private record Answer(int status, String type, String body) {}

    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    final List<Asked> asked = new CopyOnWriteArrayList<>();

    StubServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The next answer to a request; the last one is given for ever.
     *
     * @param request method and path below the API's base, with its query
     */
    StubServer answers(String request, int status, String body) {
        return answers(
                request, new Answer(status, status < 400 ? "application/json" : "application/problem+json", body));
    }

    StubServer answersLines(String request, String body) {
        return answers(request, new Answer(200, "application/x-ndjson", body));
    }

    /** A stream of server-sent events that ends. */
    StubServer answersEvents(String request, String body) {
        return answers(request, new Answer(200, "text/event-stream", body));
    }

    private StubServer answers(String request, Answer answer) {
        String key = request.replaceFirst(" ", " /pabal/api/v1");
        answers.computeIfAbsent(key, unused -> new ArrayDeque<>()).add(answer);
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(new Asked(
                request,
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                String.valueOf(exchange.getRequestHeaders().getFirst("Accept")),
                body));
        Deque<Answer> recorded = answers.getOrDefault(request, new ArrayDeque<>());
        Answer answer = recorded.size() > 1
                ? recorded.remove()
                : recorded.stream().findFirst().orElse(new Answer(500, "text/plain", "not recorded: " + request));
        byte[] octets = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.sendResponseHeaders(answer.status(), octets.length == 0 ? -1 : octets.length);
        exchange.getResponseBody().write(octets);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
