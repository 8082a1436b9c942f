package org.pabal.web.diagnostics;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;
import org.pabal.core.routing.Route;
import org.pabal.ejb.deliver.DiagnosisStep;
import org.pabal.ejb.deliver.Explanation;

/** Steps as JSON objects of one line. */
final class DiagnosisView {
    private DiagnosisView() {}

    static JsonObject of(DiagnosisStep step) {
        return switch (step) {
            case DiagnosisStep.Way way -> of(way.way());
            case DiagnosisStep.Dns dns -> line("dns", dns.text()).build();
            case DiagnosisStep.Hosts hosts -> line("hosts", hosts.text()).build();
            case DiagnosisStep.Dialogue dialogue ->
                line(word(dialogue.line().kind()), dialogue.line().text()).build();
            case DiagnosisStep.Result result ->
                line("result", result.text())
                        .add("verdict", word(result.verdict()))
                        .build();
        };
    }

    private static JsonObject of(Explanation.Way way) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("kind", "way").add("source", word(way.source()));
        way.directive().ifPresent(id -> json.add("directive", id));
        if (way.route().isPresent()) {
            switch (way.route().get()) {
                case Route.Smarthost smarthost -> json.add("host", smarthost.text());
                case Route.MailExchangers exchangers ->
                    json.add("domain", exchangers.domain().text());
            }
        }
        return json.build();
    }

    private static JsonObjectBuilder line(String kind, String text) {
        return Json.createObjectBuilder().add("kind", kind).add("text", text);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
