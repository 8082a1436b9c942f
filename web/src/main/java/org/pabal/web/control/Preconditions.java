package org.pabal.web.control;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pabal.ejb.control.Precondition;
import org.pabal.web.problem.Problem;
import org.pabal.web.problem.ProblemException;

/** {@code If-Match} and {@code If-None-Match} of a change (RFC 9110 §13.1.1, §13.1.2). */
final class Preconditions {
    private static final String ANY = "*";

    /** one entity tag, and the comma before the next */
    private static final Pattern TAG = Pattern.compile("\\s*(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"\\s*(,|$)");

    private static final Pattern VERSION = Pattern.compile("0|[1-9][0-9]{0,17}");

    private Preconditions() {}

    /** @throws ProblemException 400 for fields that say nothing a change can wait for */
    static Precondition of(HttpHeaders headers) {
        Optional<String> match = field(headers.getRequestHeader(HttpHeaders.IF_MATCH));
        Optional<String> noneMatch = field(headers.getRequestHeader(HttpHeaders.IF_NONE_MATCH));
        if (match.isPresent() && noneMatch.isPresent()) {
            throw Problem.badRequest("Give If-Match or If-None-Match, not both.")
                    .exception();
        }
        if (noneMatch.isPresent() && !noneMatch.get().equals(ANY)) {
            throw Problem.badRequest("With a change, If-None-Match can only be *: not there yet.")
                    .exception();
        }
        if (noneMatch.isPresent()) {
            return new Precondition.IfAbsent();
        }
        return match.map(Preconditions::ifMatch).orElseGet(Precondition.Always::new);
    }

    private static Precondition ifMatch(String field) {
        if (field.equals(ANY)) {
            return new Precondition.IfPresent();
        }
        Set<Long> versions = new TreeSet<>();
        Matcher tags = TAG.matcher(field);
        int end = 0;
        while (end < field.length()) {
            if (!tags.find(end) || tags.start() != end) {
                throw Problem.badRequest("If-Match must be * or entity tags in quotes, as \"7\".")
                        .exception();
            }
            end = tags.end();
            // a weak tag never matches (RFC 9110 §8.8.3.2), nor does one that we never gave
            if (tags.group(1) == null && VERSION.matcher(tags.group(2)).matches()) {
                versions.add(Long.valueOf(tags.group(2)));
            }
        }
        return new Precondition.IfVersion(versions);
    }

    private static Optional<String> field(List<String> lines) {
        return lines == null || lines.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(",", lines).strip());
    }
}
