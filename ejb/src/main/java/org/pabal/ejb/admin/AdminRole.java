package org.pabal.ejb.admin;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an administrator may do. */
public enum AdminRole {
    /** everything */
    ADMIN,
    /** looks at everything; holds, releases, retries, flushes and removes queued mail */
    OPERATOR,
    /** looks at everything, changes nothing */
    AUDITOR,
    /** looks after the domains that were given to them */
    DOMAIN_ADMIN;

    /** @return as in the API and in the container's role names: {@code domain-admin} */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @return the role that {@link #text()} would write so */
    public static Optional<AdminRole> find(String text) {
        return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
    }
}
