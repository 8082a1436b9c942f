package org.pabal.core.policy;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.smtp.SmtpReply;

/**
 * Whoever is new must come again (RFC 6647): the control setting greylist. Pure: who remembers is somebody else.
 *
 * @param delay how long a newcomer has to wait
 * @param window how long after the delay it may come again; later it is a newcomer
 * @param keep how long it is remembered after its last mail
 * @param passes after so many newcomers from a network that came again, the network is welcome; 0 for never
 */
public record Greylist(Duration delay, Duration window, Duration keep, int passes) {
    /** How often the memory of somebody well known is written at most. */
    private static final Duration TOUCH = Duration.ofHours(1);

    private static final int MAX_PASSES = 1_000;
    private static final Greylist USUAL =
            new Greylist(Duration.ofMinutes(1), Duration.ofHours(4), Duration.ofDays(36), 5);

    /** What is remembered of a triplet.
     *
     * @param passed whether it has come again in time */
    public record Memory(Instant first, Instant last, boolean passed) {}

    /** What is remembered of a network.
     *
     * @param passes how many of its triplets have come again */
    public record Repute(int passes, Instant last) {}

    /**
     * Who wants to send to whom.
     *
     * @param network IPv4 /24 or IPv6 /64: large senders try again from a neighbour
     */
    public record Triplet(String network, String sender, String recipient) {
        public static Triplet of(InetAddress peer, ReversePath sender, EmailAddress recipient) {
            return new Triplet(
                    Network.of(peer, 24, 64).toString(),
                    sender.text().toLowerCase(Locale.ROOT),
                    recipient.text().toLowerCase(Locale.ROOT));
        }
    }

    /** What follows, for the mail and for the memory. */
    public enum Verdict {
        /** defer, and remember it as new */
        NEW,
        /** defer */
        EARLY,
        /** accept, and remember that it has passed */
        PASSED,
        /** accept, and remember when */
        KNOWN,
        /** accept */
        KNOWN_SINCE_JUST_NOW;

        public boolean accepts() {
            return this != NEW && this != EARLY;
        }
    }

    /**
     * Reads {@code delay 60s}, {@code window 4h}, {@code keep 36d} and {@code passes 5}; those are the defaults too.
     *
     * @return nothing, if there is no line: then nobody has to come again
     * @throws IllegalArgumentException with a clause, if a line is none of these
     */
    public static Optional<Greylist> require(List<String> lines) {
        Duration delay = USUAL.delay;
        Duration window = USUAL.window;
        Duration keep = USUAL.keep;
        int passes = USUAL.passes;
        for (String line : lines) {
            List<String> words = List.of(line.split("[ \\t]+", -1));
            if (words.size() != 2) {
                throw new IllegalArgumentException("it is not a word and a value");
            }
            String value = words.getLast();
            switch (words.getFirst()) {
                case "delay" -> delay = DurationText.require(value);
                case "window" -> window = DurationText.require(value);
                case "keep" -> keep = DurationText.require(value);
                case "passes" -> passes = passes(value);
                default -> throw new IllegalArgumentException("its first word is not delay, window, keep or passes");
            }
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(new Greylist(delay, window, keep, passes));
    }

    private static int passes(String value) {
        if (!value.matches("\\d{1,4}") || Integer.parseInt(value) > MAX_PASSES) {
            throw new IllegalArgumentException("passes has a number from 0 to " + MAX_PASSES);
        }
        return Integer.parseInt(value);
    }

    /** @return whether all mail of the network is welcome */
    public boolean isWelcome(Optional<Repute> network, Instant now) {
        return passes > 0
                && network.filter(r ->
                                r.passes() >= passes && now.isBefore(r.last().plus(keep)))
                        .isPresent();
    }

    public Verdict judge(Optional<Memory> triplet, Instant now) {
        Instant ends = triplet.map(this::forgottenAt).orElse(now);
        if (!now.isBefore(ends)) {
            return Verdict.NEW;
        }
        Memory memory = triplet.orElseThrow();
        if (!memory.passed()) {
            return now.isBefore(memory.first().plus(delay)) ? Verdict.EARLY : Verdict.PASSED;
        }
        return isRecent(memory.last(), now) ? Verdict.KNOWN_SINCE_JUST_NOW : Verdict.KNOWN;
    }

    /** @return whether what was last written is young enough to stand */
    public boolean isRecent(Instant last, Instant now) {
        return now.isBefore(last.plus(TOUCH));
    }

    /** @return when the memory counts no more */
    public Instant forgottenAt(Memory memory) {
        return memory.passed()
                ? memory.last().plus(keep)
                : memory.first().plus(delay).plus(window);
    }

    /** The answer to a newcomer. */
    public SmtpReply reply(Optional<Memory> triplet, Instant now) {
        Instant from =
                triplet.map(Memory::first).filter(first -> !first.isAfter(now)).orElse(now);
        long seconds = Math.clamp(Duration.between(now, from.plus(delay)).toSeconds(), 1, delay.toSeconds() + 1);
        return SmtpReply.of(451, "4.7.1", "greylisted, try again in " + seconds + " seconds");
    }
}
