package org.pabal.core.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.pabal.core.address.AddressPattern;
import org.pabal.core.queue.Channel;
import org.pabal.core.queue.RecipientState;

/**
 * Which undelivered recipients are meant: those for whom everything that is said is true.
 *
 * @param olderThan their message was accepted at least so long ago
 * @param youngerThan their message was accepted less than so long ago
 * @param largerThan octets; their message's content has more
 * @param smallerThan octets; their message's content has fewer
 */
public record MailSelector(
        Optional<AddressPattern> sender,
        Optional<AddressPattern> recipient,
        Optional<Channel> channel,
        Optional<RecipientState> state,
        Optional<Duration> olderThan,
        Optional<Duration> youngerThan,
        Optional<Long> largerThan,
        Optional<Long> smallerThan) {
    /** Everybody. */
    public static final MailSelector ALL = require(Map.of());

    /** What {@link #require} understands. */
    public static final List<String> NAMES = List.of(
            "sender",
            "senderDomain",
            "recipient",
            "recipientDomain",
            "channel",
            "state",
            "olderThan",
            "youngerThan",
            "largerThan",
            "smallerThan");

    /** Reads what operators, jobs and rows say.
     *
     * @param members texts by name; names that are not in {@link #NAMES} are left alone
     * @throws IllegalArgumentException with a sentence without its period that names the member
     */
    public static MailSelector require(Map<String, String> members) {
        return new MailSelector(
                pattern(members, "sender", "senderDomain"),
                pattern(members, "recipient", "recipientDomain"),
                Words.find(members, "channel", Channel.values()),
                Words.find(members, "state", RecipientState.values()),
                find(members, "olderThan", Amounts::requireTime),
                find(members, "youngerThan", Amounts::requireTime),
                find(members, "largerThan", Amounts::requireOctets),
                find(members, "smallerThan", Amounts::requireOctets));
    }

    private static Optional<AddressPattern> pattern(Map<String, String> members, String name, String domainName) {
        Optional<AddressPattern> whole = find(members, name, AddressPattern::require);
        Optional<AddressPattern> domain = find(members, domainName, MailSelector::requireDomain);
        if (whole.isPresent() && domain.isPresent()) {
            throw new IllegalArgumentException("'" + name + "' and '" + domainName + "' do not go together");
        }
        return whole.or(() -> domain);
    }

    private static AddressPattern requireDomain(String text) {
        if (text.contains("@")) {
            throw new IllegalArgumentException("a domain has no @");
        }
        return AddressPattern.require("@" + text);
    }

    private static <T> Optional<T> find(Map<String, String> members, String name, Function<String, T> parser) {
        try {
            return Optional.ofNullable(members.get(name)).map(parser);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + name + "' is wrong: " + e.getMessage(), e);
        }
    }

    /** @return what {@link #require} reads; empty for {@link #ALL} */
    public Map<String, String> members() {
        Map<String, String> members = new LinkedHashMap<>();
        sender.ifPresent(pattern -> members.put("sender", pattern.text()));
        recipient.ifPresent(pattern -> members.put("recipient", pattern.text()));
        channel.ifPresent(constant -> members.put("channel", Words.of(constant)));
        state.ifPresent(constant -> members.put("state", Words.of(constant)));
        olderThan.ifPresent(age -> members.put("olderThan", Amounts.text(age)));
        youngerThan.ifPresent(age -> members.put("youngerThan", Amounts.text(age)));
        largerThan.ifPresent(octets -> members.put("largerThan", octets.toString()));
        smallerThan.ifPresent(octets -> members.put("smallerThan", octets.toString()));
        return members;
    }

    /** Whether it means a recipient that waits. */
    public boolean matches(MailFacts mail, Instant now) {
        return channel.map(mail.channel()::equals).orElse(true)
                && state.map(RecipientState.WAITING::equals).orElse(true)
                && recipient.map(p -> p.matches(mail.address().text())).orElse(true)
                && sender.map(p -> p.matches(mail.sender().text())).orElse(true)
                && largerThan.map(octets -> mail.octets() > octets).orElse(true)
                && smallerThan.map(octets -> mail.octets() < octets).orElse(true)
                && olderThan.map(age -> !mail.birth().isAfter(now.minus(age))).orElse(true)
                && youngerThan.map(age -> mail.birth().isAfter(now.minus(age))).orElse(true);
    }
}
