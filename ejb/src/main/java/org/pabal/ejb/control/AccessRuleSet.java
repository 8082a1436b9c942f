package org.pabal.ejb.control;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which listeners a set of access rules is for. */
public enum AccessRuleSet {
    /** mail from anywhere */
    SMTP,
    /** mail from our own users */
    SUBMISSION,
    /** users who fetch their mail */
    POP3;

    /** @return as in the API: {@code smtp} */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return the set that {@link #text()} would write so */
    public static Optional<AccessRuleSet> find(String text) {
        return Arrays.stream(values()).filter(set -> set.text().equals(text)).findFirst();
    }
}
