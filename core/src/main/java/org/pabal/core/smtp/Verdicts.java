package org.pabal.core.smtp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the checks of a session or transaction have come to, for its line in the log and for the head of its content.
 *
 * @param tokens by name, as {@code spf=pass}; what could end a token or a line is a question mark, long values are cut
 * @param fields header fields for the top of the content, the last check's on top; each ends in LF
 */
public record Verdicts(Map<String, String> tokens, List<String> fields) {
    public static final Verdicts NONE = new Verdicts(Map.of(), List.of());

    private static final int MAX_VALUE = 100;

    /** @throws IllegalArgumentException if a field could be taken for two, or for the end of the header section */
    public Verdicts {
        Map<String, String> safe = new LinkedHashMap<>();
        tokens.forEach((name, value) -> safe.put(safe(name), safe(value)));
        tokens = Collections.unmodifiableMap(safe);
        fields = List.copyOf(fields);
        fields.forEach(Verdicts::requireField);
    }

    public static Verdicts of(String name, String value) {
        return new Verdicts(Map.of(name, value), List.of());
    }

    /** @param field with its LF */
    public Verdicts withField(String field) {
        return and(new Verdicts(Map.of(), List.of(field)));
    }

    /** @return both; where both have a token of the same name, the later one */
    public Verdicts and(Verdicts later) {
        if (later.isEmpty()) {
            return this;
        }
        if (isEmpty()) {
            return later;
        }
        Map<String, String> both = new LinkedHashMap<>(tokens);
        both.putAll(later.tokens);
        List<String> all = new ArrayList<>(later.fields);
        all.addAll(fields);
        return new Verdicts(both, all);
    }

    /** @return {@code spf=pass greylist=known}, or nothing */
    public String text() {
        return tokens.entrySet().stream()
                .map(token -> token.getKey() + "=" + token.getValue())
                .collect(Collectors.joining(" "));
    }

    private boolean isEmpty() {
        return tokens.isEmpty() && fields.isEmpty();
    }

    private static String safe(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.chars().limit(MAX_VALUE).forEach(c -> out.append(c <= 32 || c >= 127 || c == '=' ? '?' : (char) c));
        return out.toString();
    }

    private static void requireField(String field) {
        boolean printable = field.chars().allMatch(c -> c == '\n' || c == '\t' || (c >= 32 && c < 127));
        List<String> lines = field.lines().toList();
        boolean folded = lines.stream().skip(1).allMatch(line -> !line.isBlank() && line.charAt(0) <= ' ');
        if (!printable
                || !folded
                || !field.endsWith("\n")
                || lines.isEmpty()
                || lines.getFirst().indexOf(':') < 1) {
            throw new IllegalArgumentException("not one header field");
        }
    }
}
