package org.pabal.core.policy;

import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.pabal.core.policy.RateLimiter.Bucket;
import org.pabal.core.policy.RateRule.Counted;
import org.pabal.core.smtp.SmtpReply;
import org.pabal.core.smtp.Verdicts;

/**
 * The rates of the setting ratelimits and who has used up how much of them. Nothing of it is durable: a restart fills all
 * buckets, and each node of a cluster counts for itself. Safe for many threads.
 */
public final class RateLimits {
    /** Buckets of one rule that are not full, at most; some 200 octets each. */
    private static final int MAX_KEYS = 50_000;

    private static final String TOKEN = "rate";

    private final InstantSource clock;
    private volatile Map<RateRule, RateLimiter> limiters = Map.of();
    private volatile List<RateRule> followed = List.of();

    /**
     * Who does something.
     *
     * @param user who has proven to be one
     * @param senderDomain of the envelope, in lower case; empty where there is none yet
     */
    public record Subject(Optional<InetAddress> address, Optional<String> user, Optional<String> senderDomain) {
        Optional<String> key(RateRule.Scope scope) {
            Optional<String> who = switch (scope) {
                case ADDRESS -> address.map(ip -> Network.ofHost(ip).toString());
                case NETWORK -> address.map(ip -> Network.of(ip, 24, 48).toString());
                case USER -> user;
                case DOMAIN -> senderDomain;
            };
            return who.map(text -> scope.name().toLowerCase(Locale.ROOT) + ":" + text.toLowerCase(Locale.ROOT));
        }
    }

    /** A rate that somebody has used up.
     *
     * @param pause until it may be tried again */
    public record Exceeded(RateRule rule, String key, Duration pause) {
        /** @param code 421 to end the session, 451 to go on */
        public SmtpReply reply(int code) {
            long seconds = Math.max(1, pause.plusMillis(999).toSeconds());
            String what = rule.counted().name().toLowerCase(Locale.ROOT);
            return SmtpReply.of(code, "4.7.0", "too many " + what + ", try again in " + seconds + " seconds");
        }

        /** @return {@code rate=over:KEY}, with the key by which the rate can be forgotten */
        public Verdicts verdicts() {
            return Verdicts.of(TOKEN, "over:" + key);
        }
    }

    /** A bucket with its rule, for operators. */
    public record Usage(RateRule rule, Bucket bucket) {}

    public RateLimits(InstantSource clock) {
        this.clock = clock;
    }

    /** From now on these count; what is used up of those that counted before stays. Cheap where nothing has changed. */
    public void follow(List<RateRule> rules) {
        if (!rules.equals(followed)) {
            change(rules);
        }
    }

    private synchronized void change(List<RateRule> rules) {
        Map<RateRule, RateLimiter> changed = new LinkedHashMap<>();
        for (RateRule rule : rules) {
            RateLimiter known = limiters.get(rule);
            changed.put(rule, known == null ? new RateLimiter(rule.rate(), MAX_KEYS, clock) : known);
        }
        limiters = changed;
        followed = List.copyOf(rules);
    }

    /** Counts one. @return the first rate that does not allow it; then it is counted nowhere */
    public Optional<Exceeded> take(Counted counted, Subject subject) {
        Map<RateRule, RateLimiter> current = limiters;
        for (Map.Entry<RateRule, RateLimiter> entry : current.entrySet()) {
            Optional<String> key = key(entry.getKey(), counted, subject);
            Duration wait = key.map(entry.getValue()::waitFor).orElse(Duration.ZERO);
            if (wait.isPositive()) {
                return Optional.of(new Exceeded(entry.getKey(), key.orElseThrow(), wait));
            }
        }
        for (Map.Entry<RateRule, RateLimiter> entry : current.entrySet()) {
            Optional<String> key = key(entry.getKey(), counted, subject);
            // two at once may both have found the last token; the one who does not get it must wait
            if (key.isPresent() && !entry.getValue().take(key.get())) {
                return Optional.of(
                        new Exceeded(entry.getKey(), key.get(), entry.getValue().waitFor(key.get())));
            }
        }
        return Optional.empty();
    }

    /** @return {@code rate=ok} if a rate is counted for the subject, be it used up or not; else nothing */
    public Verdicts within(Counted counted, Subject subject) {
        boolean any = limiters.keySet().stream()
                .anyMatch(rule -> key(rule, counted, subject).isPresent());
        return any ? Verdicts.of(TOKEN, "ok") : Verdicts.NONE;
    }

    private static Optional<String> key(RateRule rule, Counted counted, Subject subject) {
        return rule.counted() == counted ? subject.key(rule.scope()) : Optional.empty();
    }

    /** @return buckets that are not full: of each rule the emptiest, and of all those with the fewest tokens left first */
    public List<Usage> emptiest(int limit) {
        List<Usage> usages = new ArrayList<>();
        limiters.forEach(
                (rule, limiter) -> limiter.emptiest(limit).forEach(bucket -> usages.add(new Usage(rule, bucket))));
        usages.sort(Comparator.comparingDouble(usage ->
                (double) usage.bucket().available() / usage.rule().rate().burst()));
        return usages.subList(0, Math.min(limit, usages.size()));
    }

    /** Fills the buckets of one key. @return whether any was not full */
    public boolean reset(String key) {
        boolean any = false;
        for (RateLimiter limiter : limiters.values()) {
            any |= limiter.reset(key);
        }
        return any;
    }

    /** Fills all buckets. */
    public void resetAll() {
        limiters.values().forEach(RateLimiter::resetAll);
    }
}
