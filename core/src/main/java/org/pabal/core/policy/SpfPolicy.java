package org.pabal.core.policy;

import java.util.Optional;
import org.pabal.core.smtp.Decision;
import org.pabal.core.smtp.SmtpReply;
import org.pabal.core.smtp.Verdicts;
import org.pabal.core.spf.SpfCheck.Subject;
import org.pabal.core.spf.SpfResult;

/**
 * What follows from SPF, by the steps of qmail's SPF patch; each does what those before it do, too.
 *
 * @param behavior 0 nobody is asked, 1 a Received-SPF field tells the result, 2 what cannot be found out now is deferred, 3
 *     fail is refused, 4 softfail, 5 neutral, 6 all but pass
 */
public record SpfPolicy(int behavior) {
    public static final int MOST = 6;

    private static final String TOKEN = "spf";

    public SpfPolicy {
        if (behavior < 0 || behavior > MOST) {
            throw new IllegalArgumentException("spfbehavior is a number from 0 to " + MOST);
        }
    }

    /** @param fromRule SPFBEHAVIOR of the peer's access rule, which counts if it is one of the steps */
    public SpfPolicy or(Optional<String> fromRule) {
        return fromRule.filter(text -> text.matches("[0-" + MOST + "]"))
                .map(text -> new SpfPolicy(Integer.parseInt(text)))
                .orElse(this);
    }

    public boolean asks() {
        return behavior > 0;
    }

    /** @param byHello whether the name in HELO was checked, for want of a sender */
    public Decision decide(SpfResult result, Subject subject, boolean byHello) {
        int refusedFrom = switch (result.code()) {
            case PASS -> MOST + 1;
            case FAIL -> 3;
            case SOFTFAIL -> 4;
            case NEUTRAL -> 5;
            case NONE, PERMERROR -> 6;
            case TEMPERROR -> 2;
        };
        Verdicts verdicts = Verdicts.of(TOKEN, result.code().text());
        if (behavior < refusedFrom) {
            return new Decision.Accept(verdicts.withField(field(result, subject, byHello)));
        }
        SmtpReply refusal = refusal(result);
        return refusal.isPermanent()
                ? new Decision.Reject(refusal, verdicts)
                : new Decision.TryLater(refusal, verdicts);
    }

    private static SmtpReply refusal(SpfResult result) {
        return switch (result.code()) {
            case TEMPERROR -> SmtpReply.of(451, "4.4.3", "SPF of the sender's domain cannot be read just now");
            case PERMERROR -> SmtpReply.of(550, "5.7.24", "SPF of the sender's domain is malformed");
            case FAIL ->
                SmtpReply.of(
                        550,
                        "5.7.23",
                        result.explanation().isEmpty()
                                ? "SPF: the sender's domain does not let your address send for it"
                                : "SPF: the sender's domain explains: " + result.explanation());
            case NONE, NEUTRAL, SOFTFAIL, PASS ->
                SmtpReply.of(
                        550,
                        "5.7.23",
                        "SPF: the sender's domain does not vouch for your address ("
                                + result.code().text() + ")");
        };
    }

    /** RFC 7208 §9.1. */
    private static String field(SpfResult result, Subject subject, boolean byHello) {
        return "Received-SPF: " + result.code().text() + "\n  identity=" + (byHello ? "helo" : "mailfrom")
                + "; client-ip=" + subject.peer().getHostAddress() + "; receiver=" + subject.receiver()
                + ";\n  envelope-from=" + quoted(byHello ? "" : subject.sender())
                + "; helo=" + quoted(subject.hello())
                + ";\n  mechanism=" + quoted(result.why()) + "\n";
    }

    /** As a quoted string that needs no quoting inside it. */
    private static String quoted(String typed) {
        StringBuilder out = new StringBuilder(typed.length() + 2).append('"');
        typed.chars().limit(300).forEach(c -> out.append(c < ' ' || c > '~' || c == '"' || c == '\\' ? '?' : (char) c));
        return out.append('"').toString();
    }
}
