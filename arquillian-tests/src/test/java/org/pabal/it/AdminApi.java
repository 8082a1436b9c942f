package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The admin API, called by one administrator or by nobody in particular. */
final class AdminApi {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final String server;
    private final Optional<String> authorization;

    private AdminApi(int port, Optional<String> authorization) {
        this.server = "http://127.0.0.1:" + port;
        this.authorization = authorization;
    }

    static AdminApi as(int port, String user, String password) {
        String credentials =
                Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return new AdminApi(port, Optional.of("Basic " + credentials));
    }

    static AdminApi anonymous(int port) {
        return new AdminApi(port, Optional.empty());
    }

    HttpResponse<String> get(String path) throws IOException {
        return call("GET", path, "", "");
    }

    HttpResponse<String> put(String path, String type, String body) throws IOException {
        return call("PUT", path, type, body);
    }

    HttpResponse<String> post(String path, String type, String body) throws IOException {
        return call("POST", path, type, body);
    }

    /** Sets a control setting, an assignment text or a rule set, which must succeed. */
    void sets(String path, String text) throws IOException {
        HttpResponse<String> response = put(path, "text/plain", text);
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 204);
    }

    /** Deletes what {@link #sets} made; it need not exist. */
    void unsets(String path) throws IOException {
        HttpResponse<String> response = call("DELETE", path, "", "");
        assertThat(response.statusCode()).as(response.body()).isIn(200, 204, 404);
    }

    /** Asks for something that has no content and no answer. */
    void posts(String path) throws IOException {
        HttpResponse<String> response = post(path, "", "");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(204);
    }

    /** Tries everything in the queue again now. */
    void flushes() throws IOException {
        HttpResponse<String> response = post("/queue/flush", "application/json", "{\"all\":true}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        assertThat(response.headers().firstValue("Location"))
                .hasValueSatisfying(at -> assertThat(at).contains("/tasks/"));
    }

    /** Tries everything again and again until this holds: a delivery that is under way does not notice a flush. */
    void flushesUntil(Callable<Boolean> condition) {
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> {
            boolean holds = condition.call();
            if (!holds) {
                flushes();
            }
            return holds;
        });
    }

    /** Waits until a delivery to this recipient was tried and has to wait. */
    void awaitDeferral(String recipient) {
        await().atMost(PATIENCE).until(() -> {
            String body = get("/queue/messages?recipient=" + recipient).body();
            return body.contains(recipient) && !body.contains("\"attempts\":0") && !body.contains("\"inFlight\":true");
        });
    }

    /** @return a number of {@code GET /queue/stats}, as {@code messages} or {@code remote} */
    long queued(String name) throws IOException {
        HttpResponse<String> response = get("/queue/stats");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return number(response.body(), name);
    }

    /** Waits until nothing is in the queue. */
    void awaitEmptyQueue() {
        await().atMost(PATIENCE).until(() -> queued("messages") == 0);
    }

    /** @return the value of a number in a flat JSON object */
    static long number(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*([0-9]+)").matcher(json);
        assertThat(matcher.find()).as("%s in %s", name, json).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    /** @param path below {@code /pabal/api/v1}, or with two slashes at its start from the root of the server */
    HttpResponse<String> call(String method, String path, String type, String body) throws IOException {
        String uri = path.startsWith("//") ? server + path.substring(1) : server + "/pabal/api/v1" + path;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri))
                .timeout(PATIENCE)
                .method(method, HttpRequest.BodyPublishers.ofString(body, StandardCharsets.ISO_8859_1));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        authorization.ifPresent(value -> request.header("Authorization", value));
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
