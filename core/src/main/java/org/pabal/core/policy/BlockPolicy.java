package org.pabal.core.policy;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pabal.core.routing.Resolver;
import org.pabal.core.smtp.Decision;
import org.pabal.core.smtp.SessionTerms;
import org.pabal.core.smtp.SmtpReply;
import org.pabal.core.smtp.Verdicts;

/**
 * Whose address is held against it: what rblsmtpd decides between tcpserver and qmail-smtpd. An access rule's RBLSMTPD
 * counts before all lists, and relay clients are looked up in none. As there, a refused peer may say what it likes, but each
 * of its recipients is refused. Beyond rblsmtpd, lists may be scored: where none of them decides alone, their sum does.
 */
public final class BlockPolicy {
    /** Asks no list. */
    public static final BlockPolicy WITHOUT_LISTS = require(List.of());

    private static final Verdict WELCOME = new Verdict(Optional.empty(), List.of(), Verdicts.NONE);

    private final List<DnsList> lists;
    private final Thresholds thresholds;

    /**
     * What holds for one peer.
     *
     * @param refusal what each of its recipients is answered, if it is refused
     * @param troubles for the log: lists that could not be asked, and why
     * @param verdicts for the log line of each of its transactions: {@code dnsbl=none}, {@code dnsbl=allow:ZONE},
     *     {@code dnsbl=defer:ZONE}, {@code dnsbl=score:POINTS:ZONE,ZONE}, and the like
     */
    public record Verdict(Optional<SmtpReply> refusal, List<String> troubles, Verdicts verdicts) {
        public Verdict {
            troubles = List.copyOf(troubles);
        }
    }

    private BlockPolicy(List<DnsList> lists, Thresholds thresholds) {
        this.lists = List.copyOf(lists);
        this.thresholds = thresholds;
    }

    /**
     * @param lines of the setting: lists in the order to ask, and thresholds anywhere
     * @throws IllegalArgumentException with a clause, if one is no {@link DnsList} and no threshold
     */
    public static BlockPolicy require(List<String> lines) {
        List<String> lists =
                lines.stream().filter(line -> !Thresholds.isOne(line)).toList();
        return new BlockPolicy(
                lists.stream().map(DnsList::require).toList(),
                Thresholds.require(lines.stream().filter(Thresholds::isOne).toList()));
    }

    /** @param environment what the access rules give the peer */
    public Verdict judge(InetAddress peer, Map<String, String> environment, Resolver resolver) {
        String rule = environment.get("RBLSMTPD");
        if (rule != null) {
            return ofRule(new String(rule.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        }
        return lists.isEmpty() || environment.containsKey("RELAYCLIENT") ? WELCOME : ofLists(peer, resolver);
    }

    /** The answer to a recipient. */
    public static Decision decide(SessionTerms terms) {
        return terms.refusal()
                .<Decision>map(reply -> reply.isPermanent() ? new Decision.Reject(reply) : new Decision.TryLater(reply))
                .orElse(Decision.ACCEPT);
    }

    private static Verdict ofRule(String text) {
        if (text.isEmpty()) {
            return BlockTally.ofRule(Optional.empty());
        }
        boolean permanent = text.startsWith("-");
        return BlockTally.ofRule(Optional.of(BlockTally.reply(permanent, permanent ? text.substring(1) : text)));
    }

    private Verdict ofLists(InetAddress peer, Resolver resolver) {
        BlockTally tally = new BlockTally(thresholds);
        for (DnsList list : lists) {
            switch (list.find(peer, resolver)) {
                case DnsList.Finding.NotListed none -> {}
                case DnsList.Finding.Trouble trouble -> {
                    tally.trouble(list, trouble.why());
                    if (list.use() == DnsList.Use.ALLOW) {
                        return tally.perhapsWelcome();
                    }
                }
                case DnsList.Finding.Listed listed -> {
                    switch (list.use()) {
                        case ALLOW -> {
                            return tally.welcome(list);
                        }
                        case DEFER, REJECT -> {
                            return tally.refused(list, listed.text());
                        }
                        case SCORE -> tally.add(list, listed.text());
                    }
                }
            }
        }
        return tally.sum();
    }
}
