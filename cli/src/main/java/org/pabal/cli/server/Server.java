package org.pabal.cli.server;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Consumer;
import org.pabal.cli.CommandFailure;
import org.pabal.cli.ExitCode;

/** One server's admin API. Whatever is not a success ends the command, with the exit code that fits. */
public final class Server {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** until the answer begins; waiting for a task may take a minute */
    private static final Duration ANSWER = Duration.ofSeconds(90);

    private static final String DATA = "data:";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final ServerAddress address;
    private final String authorization;

    public Server(ServerAddress address, String user, String password) {
        this.address = address;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** @param path below the API's base, escaped */
    public JsonObject get(String path) {
        return object(send(request(path).GET().build()));
    }

    /** @param path as in {@link #get} */
    public JsonArray list(String path) {
        try (JsonReader reader =
                Json.createReader(new StringReader(text(send(request(path).GET().build()))))) {
            return reader.readArray();
        } catch (JsonException e) {
            throw new CommandFailure(ExitCode.FAILED, "failure.notOurs", address.base());
        }
    }

    /** @return what came back; empty where the answer has no body */
    public JsonObject post(String path, JsonObject body) {
        return object(send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build()));
    }

    public void post(String path) {
        object(send(request(path).POST(HttpRequest.BodyPublishers.noBody()).build()));
    }

    public void put(String path, JsonObject body) {
        object(send(request(path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build()));
    }

    public void delete(String path) {
        object(send(request(path).DELETE().build()));
    }

    /** Reads one JSON object after the other, as they come. */
    public void lines(String path, Consumer<String> each) {
        read(request(path), "application/x-ndjson", line -> {
            if (!line.isBlank()) {
                each.accept(line);
            }
        });
    }

    /** Reads the data of one server-sent event after the other, each of one line, until the server ends. */
    public void events(String path, Consumer<String> each) {
        read(endless(path), "text/event-stream", line -> {
            if (line.startsWith(DATA)) {
                each.accept(line.substring(DATA.length()).strip());
            }
        });
    }

    /** @return to be thrown when an answer has ended that should not have */
    public CommandFailure brokenOff() {
        return new CommandFailure(ExitCode.TEMPORARY, "failure.brokenOff", address.base());
    }

    private void read(HttpRequest.Builder builder, String type, Consumer<String> each) {
        HttpRequest request = builder.setHeader("Accept", type).GET().build();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(send(request).body(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(each);
        } catch (UncheckedIOException | IOException e) {
            throw brokenOff();
        }
    }

    /** @throws CommandFailure if it is no JSON object */
    public JsonObject parse(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        } catch (JsonException e) {
            throw new CommandFailure(ExitCode.FAILED, "failure.notOurs", address.base());
        }
    }

    private HttpRequest.Builder request(String path) {
        return endless(path).timeout(ANSWER);
    }

    /** From Java 26 on a timeout covers the whole answer. */
    private HttpRequest.Builder endless(String path) {
        URI uri = address.resolve(path);
        return HttpRequest.newBuilder(uri).header("Accept", "application/json").header("Authorization", authorization);
    }

    private HttpResponse<InputStream> send(HttpRequest request) {
        HttpResponse<InputStream> response;
        try {
            response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "failure.interrupted");
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.TEMPORARY, "failure.unreachable", address.base(), Causes.text(e));
        }
        if (response.statusCode() / 100 != 2) {
            throw Refusals.failure(response.statusCode(), text(response), address);
        }
        return response;
    }

    private JsonObject object(HttpResponse<InputStream> response) {
        String text = text(response);
        return text.isBlank() ? JsonObject.EMPTY_JSON_OBJECT : parse(text);
    }

    private String text(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw brokenOff();
        }
    }
}
