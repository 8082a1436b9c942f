package org.pabal.cli;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A queued message as the API shows it. */
record QueuedMail(long id, String sender, long octets, Instant arrived, boolean bouncing, List<Recipient> recipients) {
    /** @param state {@code waiting}, {@code held}, {@code failed}, {@code delivered} or {@code relayed} */
    record Recipient(
            String address,
            boolean local,
            String state,
            int attempts,
            Optional<Instant> nextAttempt,
            Optional<String> lastReport,
            boolean inFlight) {
        static Recipient of(JsonObject json) {
            return new Recipient(
                    json.getString("address"),
                    json.getString("channel").equals("local"),
                    json.getString("state"),
                    json.getInt("attempts"),
                    Optional.ofNullable(json.getString("nextAttempt", null)).map(Instant::parse),
                    Optional.ofNullable(json.getString("lastReport", null)),
                    json.getBoolean("inFlight"));
        }
    }

    static QueuedMail of(JsonObject json) {
        return new QueuedMail(
                json.getJsonNumber("id").longValue(),
                json.getString("sender"),
                json.getJsonNumber("octets").longValue(),
                Instant.parse(json.getString("arrived")),
                json.getBoolean("bouncing"),
                json.getJsonArray("recipients").stream()
                        .map(JsonValue::asJsonObject)
                        .map(Recipient::of)
                        .toList());
    }
}
