package org.pabal.core.smtp;

import java.util.Map;
import java.util.Optional;

/**
 * How much a peer is looked into, as its access rule says, and what was found before its greeting.
 *
 * @param rated whether rates hold for it; NORATELIMIT in a rule, even empty, spares it
 * @param greylisted whether its mail may have to come twice; {@code GREYLIST=""} in a rule spares it
 * @param spfBehavior SPFBEHAVIOR, which counts in place of the setting
 * @param senderAsked MFCHECK, which counts in place of the setting: {@code 0} or nothing for no, all else for yes
 * @param verdicts for the log line of each of its transactions
 */
public record Standing(
        boolean rated,
        boolean greylisted,
        Optional<String> spfBehavior,
        Optional<Boolean> senderAsked,
        Verdicts verdicts) {
    /** Of a peer whose rule says nothing. */
    public static final Standing ORDINARY = new Standing(true, true, Optional.empty(), Optional.empty(), Verdicts.NONE);

    /** @param environment what the access rules give the peer */
    public static Standing of(Map<String, String> environment, Verdicts verdicts) {
        return new Standing(
                !environment.containsKey("NORATELIMIT"),
                !environment.getOrDefault("GREYLIST", "yes").isEmpty(),
                Optional.ofNullable(environment.get("SPFBEHAVIOR")),
                Optional.ofNullable(environment.get("MFCHECK")).map(text -> !text.isEmpty() && !text.equals("0")),
                verdicts);
    }
}
