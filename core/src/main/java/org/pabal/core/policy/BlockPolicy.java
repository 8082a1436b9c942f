package org.pabal.core.policy;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pabal.core.routing.Resolver;
import org.pabal.core.smtp.Decision;
import org.pabal.core.smtp.SessionTerms;
import org.pabal.core.smtp.SmtpReply;

/**
 * Whose address is held against it: what rblsmtpd decides between tcpserver and qmail-smtpd. An access rule's RBLSMTPD
 * counts before all lists, and relay clients are looked up in none. As there, a refused peer may say what it likes, but each
 * of its recipients is refused.
 */
public final class BlockPolicy {
    /** Asks no list. */
    public static final BlockPolicy WITHOUT_LISTS = new BlockPolicy(List.of());

    private static final int MAX_TEXT = 200;
    private static final Verdict WELCOME = new Verdict(Optional.empty(), List.of());

    private final List<DnsList> lists;

    /**
     * What holds for one peer.
     *
     * @param refusal what each of its recipients is answered, if it is refused
     * @param troubles for the log: lists that could not be asked, and why
     */
    public record Verdict(Optional<SmtpReply> refusal, List<String> troubles) {
        public Verdict {
            troubles = List.copyOf(troubles);
        }
    }

    private BlockPolicy(List<DnsList> lists) {
        this.lists = List.copyOf(lists);
    }

    /**
     * @param lines of the setting, in the order to ask
     * @throws IllegalArgumentException with a clause, if one is no {@link DnsList}
     */
    public static BlockPolicy require(List<String> lines) {
        return new BlockPolicy(lines.stream().map(DnsList::require).toList());
    }

    /** @param environment what the access rules give the peer */
    public Verdict judge(InetAddress peer, Map<String, String> environment, Resolver resolver) {
        String rule = environment.get("RBLSMTPD");
        if (rule != null) {
            return ofRule(new String(rule.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        }
        return environment.containsKey("RELAYCLIENT") ? WELCOME : ofLists(peer, resolver);
    }

    /** The answer to a recipient. */
    public static Decision decide(SessionTerms terms) {
        return terms.refusal()
                .<Decision>map(reply -> reply.isPermanent() ? new Decision.Reject(reply) : new Decision.TryLater(reply))
                .orElse(Decision.ACCEPT);
    }

    private static Verdict ofRule(String text) {
        if (text.isEmpty()) {
            return WELCOME;
        }
        boolean permanent = text.startsWith("-");
        return new Verdict(Optional.of(reply(permanent, permanent ? text.substring(1) : text)), List.of());
    }

    private Verdict ofLists(InetAddress peer, Resolver resolver) {
        List<String> troubles = new ArrayList<>();
        for (DnsList list : lists) {
            boolean welcoming = list.use() == DnsList.Use.ALLOW;
            switch (list.find(peer, resolver)) {
                case DnsList.Finding.NotListed none -> {}
                case DnsList.Finding.Trouble trouble -> {
                    troubles.add(list.zone() + ": " + trouble.why());
                    if (welcoming) {
                        return new Verdict(Optional.empty(), troubles);
                    }
                }
                case DnsList.Finding.Listed listed -> {
                    // whoever might have been welcome, had the DNS answered, shall come again
                    boolean permanent = list.use() == DnsList.Use.REJECT && troubles.isEmpty();
                    Optional<SmtpReply> refusal =
                            welcoming ? Optional.empty() : Optional.of(reply(permanent, listed.text()));
                    return new Verdict(refusal, troubles);
                }
            }
        }
        return new Verdict(Optional.empty(), troubles);
    }

    /** As rblsmtpd: at most {@value #MAX_TEXT} octets, and what is not printable US-ASCII as question marks. */
    private static SmtpReply reply(boolean permanent, String octets) {
        StringBuilder text = new StringBuilder(MAX_TEXT);
        octets.chars().limit(MAX_TEXT).forEach(c -> text.append(c < 32 || c > 126 ? '?' : (char) c));
        return permanent ? SmtpReply.of(553, "5.7.1", text.toString()) : SmtpReply.of(451, "4.7.1", text.toString());
    }
}
