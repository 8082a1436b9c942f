package org.pabal.core.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pabal.core.policy.BlockPolicy.Verdict;
import org.pabal.core.smtp.SmtpReply;
import org.pabal.core.smtp.Verdicts;

/** What the lists have said of one peer so far. Used by one thread, for one peer. */
final class BlockTally {
    private static final int MAX_TEXT = 200;
    private static final String TOKEN = "dnsbl";
    private static final String TROUBLE = "trouble";

    private final Thresholds thresholds;
    private final List<String> troubles = new ArrayList<>();
    private final List<String> scored = new ArrayList<>();
    private int score;
    private int heaviest;
    private String text = "";

    BlockTally(Thresholds thresholds) {
        this.thresholds = thresholds;
    }

    /** Takes notice of a list that could not be asked. */
    void trouble(DnsList list, String why) {
        troubles.add(list.zone() + ": " + why);
    }

    /** Adds the weight of a list that the peer is on. */
    void add(DnsList list, String itsText) {
        score += list.weight();
        scored.add(list.zone().text());
        if (list.weight() > heaviest) {
            heaviest = list.weight();
            text = itsText;
        }
    }

    /** The verdict of a list of welcome peers. */
    Verdict welcome(DnsList list) {
        return verdict("allow:" + list.zone(), Optional.empty());
    }

    /** The verdict of a list of welcome peers that cannot be asked. */
    Verdict perhapsWelcome() {
        return verdict(TROUBLE, Optional.empty());
    }

    /** The verdict of a list that refuses. */
    Verdict refused(DnsList list, String itsText) {
        boolean permanent = list.use() == DnsList.Use.REJECT && isSure();
        return verdict((permanent ? "reject:" : "defer:") + list.zone(), Optional.of(reply(permanent, itsText)));
    }

    /** The verdict after all lists. The text is that of the weightiest list. */
    Verdict sum() {
        if (thresholds.rejects(score) || thresholds.defers(score)) {
            boolean permanent = thresholds.rejects(score) && isSure();
            return verdict((permanent ? "reject:" : "defer:") + points(), Optional.of(reply(permanent, text)));
        }
        String otherwise = isSure() ? "none" : TROUBLE;
        return verdict(scored.isEmpty() ? otherwise : "score:" + points(), Optional.empty());
    }

    /**
     * The verdict of a rule, which counts before all lists.
     *
     * @param refusal what its text makes, if it refuses
     */
    static Verdict ofRule(Optional<SmtpReply> refusal) {
        String what = refusal.map(reply -> reply.isPermanent() ? "reject:rule" : "defer:rule")
                .orElse("allow:rule");
        return new Verdict(refusal, List.of(), Verdicts.of(TOKEN, what));
    }

    /** As rblsmtpd: at most {@value #MAX_TEXT} octets, and what is not printable US-ASCII as question marks. */
    static SmtpReply reply(boolean permanent, String octets) {
        StringBuilder out = new StringBuilder(MAX_TEXT);
        octets.chars().limit(MAX_TEXT).forEach(c -> out.append(c < 32 || c > 126 ? '?' : (char) c));
        return permanent ? SmtpReply.of(553, "5.7.1", out.toString()) : SmtpReply.of(451, "4.7.1", out.toString());
    }

    /** Whoever might have been welcome, had the DNS answered, shall come again (rblsmtpd). */
    private boolean isSure() {
        return troubles.isEmpty();
    }

    private String points() {
        return score + ":" + String.join(",", scored);
    }

    private Verdict verdict(String what, Optional<SmtpReply> refusal) {
        return new Verdict(refusal, troubles, Verdicts.of(TOKEN, what));
    }
}
