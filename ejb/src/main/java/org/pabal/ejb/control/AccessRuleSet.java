package org.pabal.ejb.control;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.pabal.core.access.AccessRules;

/** Which listeners a set of access rules is for. */
public enum AccessRuleSet {
    /** mail from anywhere */
    SMTP,
    /** mail from our own users */
    SUBMISSION,
    /** users who fetch their mail */
    POP3,
    /** mail by LMTP */
    LMTP,
    /** mail by QMTP */
    QMTP,
    /** mail of hosts without a queue: nobody, unless a rule names him */
    QMQP;

    /** @return the rules that an operator's text makes */
    AccessRules rules(String text) {
        // the first of several rules for an address counts, so this is one for whom no other rule names
        String end = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
        return AccessRules.require(this == QMQP ? text + end + ":deny\n" : text);
    }

    /** @return as in the API: {@code smtp} */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return the set that {@link #text()} would write so */
    public static Optional<AccessRuleSet> find(String text) {
        return Arrays.stream(values()).filter(set -> set.text().equals(text)).findFirst();
    }
}
