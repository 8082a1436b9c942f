package org.pabal.core.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * From which score on a peer is refused: the lines {@code defer-at N} and {@code reject-at N} of the control setting dnsbl.
 * Without them scores only show in the log.
 */
record Thresholds(OptionalInt deferAt, OptionalInt rejectAt) {
    private static final String DEFER_AT = "defer-at";
    private static final String REJECT_AT = "reject-at";
    private static final int MAX = 100_000;

    /** @return whether the line is one of these, be it right or wrong */
    static boolean isOne(String line) {
        String word = word(line);
        return word.equals(DEFER_AT) || word.equals(REJECT_AT);
    }

    /**
     * @param lines each of which {@link #isOne}; the last of several for the same word counts
     * @throws IllegalArgumentException with a clause, if one has no number
     */
    static Thresholds require(List<String> lines) {
        List<String> latest = new ArrayList<>(lines).reversed();
        return new Thresholds(find(DEFER_AT, latest), find(REJECT_AT, latest));
    }

    private static OptionalInt find(String word, List<String> lines) {
        return lines.stream()
                .filter(line -> word(line).equals(word))
                .mapToInt(line -> number(line.substring(word.length()).strip()))
                .findFirst();
    }

    private static String word(String line) {
        return List.of(line.split("[ \\t]+", 2)).getFirst();
    }

    private static int number(String text) {
        if (!text.matches("\\d{1,6}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MAX) {
            throw new IllegalArgumentException("its score is not a whole number from 1 to " + MAX);
        }
        return Integer.parseInt(text);
    }

    boolean rejects(int score) {
        return rejectAt.isPresent() && score >= rejectAt.getAsInt();
    }

    boolean defers(int score) {
        return deferAt.isPresent() && score >= deferAt.getAsInt();
    }
}
