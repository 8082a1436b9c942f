package org.pabal.core.access;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pabal.core.access.AccessRules.Verdict;

/**
 * One record of compiled rules.
 *
 * @param address key, as octets
 * @param data {@code D} NUL to deny, then {@code +NAME=VALUE} NUL for each assignment, as octets
 * @param verdict what tcpserver makes of the data
 */
record AccessRule(String address, String data, Verdict verdict) {
    static AccessRule of(String address, String data) {
        boolean denied = data.startsWith("D");
        Map<String, String> environment = new LinkedHashMap<>();
        if (!denied) {
            for (String assignment : assignments(data)) {
                int equals = assignment.indexOf('=');
                environment.put(
                        Octets.text(assignment.substring(0, equals)), Octets.text(assignment.substring(equals + 1)));
            }
        }
        Verdict verdict =
                new Verdict(Optional.of(Octets.text(address)), !denied, Collections.unmodifiableMap(environment));
        return new AccessRule(address, data, verdict);
    }

    /** What tcprulescheck prints for this rule. */
    String report() {
        StringBuilder out = new StringBuilder("rule ").append(address).append(":\n");
        if (!verdict.allowed()) {
            return Octets.text(out.append("deny connection\n").toString());
        }
        for (String assignment : assignments(data)) {
            out.append("set environment variable ").append(assignment).append('\n');
        }
        return Octets.text(out.append("allow connection\n").toString());
    }

    /** NAME=VALUE texts in their order; other parts of the data mean nothing (ucspi-tcp: rules.c). */
    private static List<String> assignments(String data) {
        List<String> found = new ArrayList<>();
        int start = 0;
        for (int end = data.indexOf(0); end >= 0; end = data.indexOf(0, start)) {
            String part = data.substring(start, end);
            if (part.startsWith("+") && part.indexOf('=') > 0) {
                found.add(part.substring(1));
            }
            start = end + 1;
        }
        return found;
    }
}
