package org.pabal.ejb.mailbox;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pabal.core.address.DomainName;

/**
 * The name of an account, as {@code ada@local.test}.
 *
 * @param domain in lower case
 * @param name in lower case; it can be part of a path and of an assignment
 */
record Account(String domain, String name) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_](?:[a-z0-9._+=-]{0,62}[a-z0-9_+=-])?");

    /** @return empty if nobody can be called so */
    static Optional<Account> of(String domain, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return DomainName.parse(domain)
                .filter(parsed -> NAME.matcher(lower).matches() && !lower.contains(".."))
                .map(parsed -> new Account(parsed.key(), lower));
    }

    /** @param typed by somebody who logs in: with a domain, or without for the usual one */
    static Optional<Account> typed(String typed, String usualDomain) {
        int at = typed.lastIndexOf('@');
        return at < 0 ? of(usualDomain, typed) : of(typed.substring(at + 1), typed.substring(0, at));
    }

    String text() {
        return name + "@" + domain;
    }
}
