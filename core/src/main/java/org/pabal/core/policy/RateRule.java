package org.pabal.core.policy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.pabal.core.policy.RateLimiter.Rate;

/** Who may do how much of what: a line of the control setting ratelimits. */
public record RateRule(Scope scope, Counted counted, Rate rate) {
    /** Whose doings are counted together. */
    public enum Scope {
        /** an IPv4 address or an IPv6 /64 */
        ADDRESS,
        /** an IPv4 /24 or an IPv6 /48 */
        NETWORK,
        /** an authenticated user */
        USER,
        /** the domain of the envelope sender */
        DOMAIN
    }

    /** What is counted. */
    public enum Counted {
        /** connections that the access rules let in */
        SESSIONS,
        /** MAIL commands that are not refused for another reason */
        MESSAGES,
        /** RCPT commands that are not refused for another reason */
        RECIPIENTS
    }

    /** @throws IllegalArgumentException with a clause, if nobody knows yet whose session it will be */
    public RateRule {
        if (counted == Counted.SESSIONS && (scope == Scope.USER || scope == Scope.DOMAIN)) {
            throw new IllegalArgumentException("a session has no user and no sender when it begins");
        }
    }

    /**
     * Reads {@code address messages 100/1h}.
     *
     * @throws IllegalArgumentException with a clause that says what is wrong
     */
    public static RateRule require(String line) {
        List<String> words = List.of(line.split("[ \\t]+", -1));
        if (words.size() != 3) {
            throw new IllegalArgumentException("it is not of the form SCOPE WHAT NUMBER/TIME");
        }
        return new RateRule(
                word(Scope.values(), words.get(0), "its first word is not address, network, user or domain"),
                word(Counted.values(), words.get(1), "its second word is not sessions, messages or recipients"),
                requireRate(words.get(2)));
    }

    private static <T extends Enum<T>> T word(T[] choices, String word, String otherwise) {
        return Arrays.stream(choices)
                .filter(choice -> choice.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(otherwise));
    }

    /**
     * Reads {@code 100/1h}.
     *
     * @throws IllegalArgumentException with a clause that says what is wrong
     */
    static Rate requireRate(String text) {
        int slash = text.indexOf('/');
        String number = text.substring(0, Math.max(slash, 0));
        if (number.isEmpty() || !number.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("its last word is not a number and a time, like 100/1h");
        }
        if (number.length() > 7) {
            throw new IllegalArgumentException("its number is more than 9999999");
        }
        Duration per = DurationText.require(text.substring(slash + 1));
        return new Rate(Integer.parseInt(number), per);
    }

    /** As it stands in the setting, with its time in seconds. */
    @Override
    public String toString() {
        return scope.name().toLowerCase(Locale.ROOT) + " " + counted.name().toLowerCase(Locale.ROOT) + " "
                + rate.burst() + "/" + rate.per().toSeconds() + "s";
    }
}
