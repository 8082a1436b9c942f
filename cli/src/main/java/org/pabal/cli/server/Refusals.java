package org.pabal.cli.server;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import org.pabal.cli.CommandFailure;
import org.pabal.cli.ExitCode;
import org.pabal.cli.text.Printable;

/** Answers that are no success, as failures of the command. */
final class Refusals {
    private Refusals() {}

    /** @param body a problem document (RFC 9457), or whatever a server that is not ours says */
    static CommandFailure failure(int status, String body, ServerAddress address) {
        String detail = detail(body, status);
        return switch (status) {
            case 401 -> new CommandFailure(ExitCode.FAILED, "failure.login", address.base());
            case 404 -> new CommandFailure(ExitCode.NOT_FOUND, "failure.refused", detail);
            case 408, 429, 502, 503, 504 -> new CommandFailure(ExitCode.TEMPORARY, "failure.refused", detail);
            default -> new CommandFailure(ExitCode.FAILED, "failure.refused", detail);
        };
    }

    private static String detail(String body, int status) {
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            JsonObject problem = reader.readObject();
            return Printable.of(problem.getString("detail", problem.getString("title", "HTTP " + status)));
        } catch (JsonException e) {
            return "HTTP " + status;
        }
    }
}
