package org.pabal.core.access;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pabal.core.access.RuleParser.Colonless;

/**
 * Access rules in tcprules' syntax: which peers may connect, and the environment each gets, such as {@code RELAYCLIENT}.
 * Immutable; asked for every connection.
 *
 * <p>Addresses in rules are IPv4. A peer with an IPv4-mapped IPv6 address reaches us as its IPv4 address and falls under
 * the rules for that; other IPv6 peers fall under rules by host name and under the rule with the empty address.
 */
public final class AccessRules {
    /** No rules: everybody may connect and gets no environment. */
    public static final AccessRules NONE = new AccessRules(List.of());

    private static final Verdict NO_RULE = new Verdict(Optional.empty(), true, Map.of());

    private final List<AccessRule> records;
    private final Map<String, AccessRule> byAddress = new HashMap<>();

    /**
     * What holds for one peer.
     *
     * @param rule the address of the rule that decided, after ranges were expanded; {@code ""} is the rule for everybody
     *     else, and nothing means that no rule matched
     * @param environment NAME to VALUE in the order of the rule; empty for a peer that is denied
     */
    public record Verdict(Optional<String> rule, boolean allowed, Map<String, String> environment) {}

    private AccessRules(List<AccessRule> records) {
        this.records = records;
        // the first of several rules for an address wins, as a search in the cdb finds it first
        records.forEach(rule -> byAddress.putIfAbsent(rule.address(), rule));
    }

    /**
     * Reads the rules of an operator. Stricter than tcprules in two points: a line without a colon is refused, since there
     * it vanishes without a word, and so is NUL.
     *
     * @throws RuleSyntaxException with a sentence that gives number and text of the first wrong line
     */
    public static AccessRules require(String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("the rules hold characters that UTF-8 has no octets for");
        }
        int nul = text.indexOf(0);
        if (nul >= 0) {
            int number = 1
                    + (int) text.substring(0, nul)
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            int end = text.indexOf('\n', nul);
            String line = text.substring(text.lastIndexOf('\n', nul) + 1, end < 0 ? text.length() : end);
            throw new RuleSyntaxException(number, line, "it holds a NUL");
        }
        return new AccessRules(RuleParser.require(Octets.of(text), Colonless.REFUSED));
    }

    /** Reads rules exactly as tcprules does, octet for octet: lines without a colon are ignored.
     *
     * @throws RuleSyntaxException for the first line that tcprules would not parse
     */
    public static AccessRules compatible(byte[] octets) {
        return new AccessRules(RuleParser.require(Octets.of(octets), Colonless.IGNORED));
    }

    /** The rules of a compiled file.
     *
     * @throws IllegalArgumentException if the file is damaged
     */
    public static AccessRules of(Cdb compiled) {
        List<AccessRule> records = new ArrayList<>();
        compiled.forEach((key, data) -> records.add(AccessRule.of(Octets.of(key), Octets.of(data))));
        return new AccessRules(List.copyOf(records));
    }

    /**
     * Finds the rule for a peer in tcpserver's order: ident and address, ident and host, address, host, shorter and shorter
     * parts of the address, of the host name, any host name, everybody. Nothing is merged.
     *
     * @param ip dotted quad, or an IPv6 address
     * @param host the peer's host name in lower case, if its DNS is believed
     * @param info the peer's ident, if it was asked and answered
     */
    public Verdict lookup(String ip, Optional<String> host, Optional<String> info) {
        AccessRule rule = find(ip, host, info);
        return rule == null ? NO_RULE : rule.verdict();
    }

    /** @return what tcprulescheck prints for the peer, its last line ended too */
    public String report(String ip, Optional<String> host, Optional<String> info) {
        AccessRule rule = find(ip, host, info);
        return rule == null ? "default:\nallow connection\n" : rule.report();
    }

    /** @return the compiled rules, byte for byte what tcprules writes */
    public byte[] cdb() {
        CdbWriter writer = new CdbWriter();
        records.forEach(rule -> writer.add(Octets.bytes(rule.address()), Octets.bytes(rule.data())));
        return writer.toBytes();
    }

    /** Whether a rule can depend on the host name of a peer. */
    public boolean nameHosts() {
        return records.stream()
                .anyMatch(
                        rule -> rule.address().startsWith("=") || rule.address().contains("@="));
    }

    private @Nullable AccessRule find(String ip, Optional<String> host, Optional<String> info) {
        List<String> addresses = RuleLookup.addresses(
                ip, host.map(Octets::of).orElse(null), info.map(Octets::of).orElse(null));
        for (String address : addresses) {
            AccessRule rule = byAddress.get(address);
            if (rule != null) {
                return rule;
            }
        }
        return null;
    }
}
