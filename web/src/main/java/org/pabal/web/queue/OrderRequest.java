package org.pabal.web.queue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pabal.core.operations.MailSelector;
import org.pabal.core.operations.Order;
import org.pabal.web.body.JsonFields;
import org.pabal.web.problem.Problem;

/** Orders as bodies of requests say them. */
final class OrderRequest {
    private static final String ALL = "all";
    private static final String DRY_RUN = "dryRun";
    private static final String BOUNCE = "bounce";
    private static final String RELAY = "relay";

    private OrderRequest() {}

    /** @throws org.pabal.web.problem.ProblemException 400 with a sentence that names what is wrong */
    static Order read(String verb, JsonFields body) {
        return read(verb, body, List.of(DRY_RUN));
    }

    /** As {@link #read}, of what is to stand. */
    static Order standing(String verb, JsonFields body) {
        return read(verb, body, List.of("verb", "reason", "expires"));
    }

    private static Order read(String verb, JsonFields body, List<String> others) {
        List<String> known = new ArrayList<>(MailSelector.NAMES);
        known.addAll(List.of(ALL, BOUNCE, RELAY));
        known.addAll(others);
        body.only(known.toArray(String[]::new));
        try {
            return Order.require(verb, body.findFlag(ALL).orElse(false), members(body));
        } catch (IllegalArgumentException e) {
            throw refusal(e);
        }
    }

    static boolean isDryRun(JsonFields body) {
        return body.findFlag(DRY_RUN).orElse(false);
    }

    /** @return what a verb and a selector are read from */
    static Map<String, String> members(JsonFields body) {
        Map<String, String> members = new LinkedHashMap<>();
        for (String name : MailSelector.NAMES) {
            body.findText(name).ifPresent(text -> members.put(name, text));
        }
        body.findText(RELAY).ifPresent(text -> members.put(RELAY, text));
        body.findFlag(BOUNCE).ifPresent(flag -> members.put(BOUNCE, flag.toString()));
        return members;
    }

    /** @return to be thrown: 400 with the sentence */
    static RuntimeException refusal(IllegalArgumentException wrong) {
        String sentence = String.valueOf(wrong.getMessage());
        return Problem.badRequest(sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1) + ".")
                .exception();
    }
}
