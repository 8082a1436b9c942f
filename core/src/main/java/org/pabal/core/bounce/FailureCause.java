package org.pabal.core.bounce;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why an attempt did not deliver, as far as its report says: by the words that hosts use against spam, then by the enhanced
 * status code (RFC 3463, RFC 7505), then by other words that hosts use. Reports are written by anybody: what is told of them is
 * for people, and for the list of addresses that are not tried again, which asks for more than one.
 */
public enum FailureCause {
    /** nobody has this mailbox: to try again means nothing */
    UNKNOWN_USER,
    /** no host takes mail for this domain: to try again means nothing */
    UNKNOWN_DOMAIN,
    /** there is such a mailbox, but it takes no mail now */
    DISABLED,
    /** the mailbox, or the disk behind it, is full */
    QUOTA,
    /** the message is too large */
    SIZE,
    /** they want no mail from us, or none like this */
    POLICY,
    /** the message goes in circles */
    LOOP,
    /** no host answers, or none that takes mail now */
    UNREACHABLE,
    /** the hosts do not understand each other */
    PROTOCOL,
    /** they cannot do with the form of the content */
    CONTENT,
    OTHER;

    /** Policy wears every code: an address is not to be thought unknown because a host is on a block list. */
    private static final List<String> AGAINST_US = List.of(
            "spam",
            "blocked",
            "blacklist",
            "blocklist",
            "block list",
            "reputation",
            "dmarc",
            "greylist",
            "relay access denied",
            "relaying denied",
            "too many connections",
            "too many messages",
            "rate limit");

    private static final List<Words> WORDS = List.of(
            new Words(
                    UNKNOWN_USER,
                    "user unknown",
                    "unknown user",
                    "no such user",
                    "user not found",
                    "no mailbox here by that name",
                    "mailbox not found",
                    "mailbox unavailable",
                    "does not exist",
                    "doesn't have a ",
                    "invalid recipient",
                    "recipient unknown",
                    "unknown recipient",
                    "no such recipient"),
            new Words(UNKNOWN_DOMAIN, "domain not found", "host unknown", "unknown host", "find any host named"),
            new Words(QUOTA, "quota", "mailbox full", "mailbox is full", "insufficient storage", "out of space"),
            new Words(SIZE, "too large", "too big", "size exceeds", "exceeds size", "maximum size"),
            new Words(DISABLED, "disabled", "inactive", "suspended"),
            new Words(LOOP, "loop", "too many hops"),
            new Words(UNREACHABLE, "establish an smtp connection", "connection died", "timed out"),
            new Words(POLICY, "policy", "not allowed", "access denied", "denied"));

    private record Words(FailureCause cause, List<String> phrases) {
        Words(FailureCause cause, String... phrases) {
            this(cause, List.of(phrases));
        }

        boolean areIn(String text) {
            return phrases.stream().anyMatch(text::contains);
        }
    }

    /** @return as it stands in the API: {@code unknown-user} */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the next message to this address will fare no better. Of a permanent failure only. */
    public boolean isTheAddress() {
        return this == UNKNOWN_USER || this == UNKNOWN_DOMAIN;
    }

    /** @param report of an attempt that was put off or failed */
    public static FailureCause of(String report) {
        String text = report.toLowerCase(Locale.ROOT);
        ReportStatus status = ReportStatus.of(report);
        if (status.remoteReply().isPresent() && AGAINST_US.stream().anyMatch(text::contains)) {
            return POLICY;
        }
        return Stream.concat(
                        status.enhanced().flatMap(FailureCause::ofCode).stream(),
                        WORDS.stream().filter(words -> words.areIn(text)).map(Words::cause))
                .findFirst()
                .orElse(OTHER);
    }

    /** Codes that say little are left to the words. */
    private static Optional<FailureCause> ofCode(String enhanced) {
        FailureCause cause = switch (enhanced.substring(2)) {
            case "1.1", "1.3", "1.6" -> UNKNOWN_USER;
            case "1.2", "1.10" -> enhanced.startsWith("4") ? UNREACHABLE : UNKNOWN_DOMAIN;
            case "2.1" -> DISABLED;
            case "2.2", "3.1" -> QUOTA;
            case "2.3", "3.4" -> SIZE;
            case "4.6" -> LOOP;
            case "3.2", "4.2", "4.3", "4.5", "4.7" -> UNREACHABLE;
            case "1.7", "1.8" -> POLICY;
            default -> ofSubject(enhanced.charAt(2));
        };
        return Optional.of(cause).filter(found -> found != OTHER);
    }

    private static FailureCause ofSubject(char subject) {
        return switch (subject) {
            case '5' -> PROTOCOL;
            case '6' -> CONTENT;
            case '7' -> POLICY;
            default -> OTHER;
        };
    }
}
