package org.pabal.ejb.mailbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.pabal.ejb.password.PasswordRules;

/** The users that administrators make: a mailbox, and a password to hand over mail with. */
@ApplicationScoped
public class MailUsers {
    @Inject
    MailUserRows rows;

    @Inject
    Mailboxes mailboxes;

    @Inject
    StoredPasswords passwords;

    /** @return the users with a password, by name */
    public List<MailUser> list(String domain) {
        return Account.of(domain, "nobody")
                .map(account -> rows.list(account.domain()))
                .orElse(List.of());
    }

    public Optional<MailUser> find(String domain, String name) {
        return Account.of(domain, name).flatMap(rows::user);
    }

    /** Gives a user a password, and a mailbox if there is none yet; counts from the next login on. */
    public UserChange put(String domain, String name, String password, String who) {
        Optional<Account> account = Account.of(domain, name);
        if (account.isEmpty()) {
            return new UserChange.Refused(
                    "The name of a user has 1 to 64 small letters, digits, '.', '_', '+', '=' and '-', and begins with a"
                            + " letter, a digit or '_'; its domain is a domain name.");
        }
        Optional<String> wrong = PasswordRules.problem(password);
        if (wrong.isPresent()) {
            return new UserChange.Refused("The password of " + account.get().text() + " is no good: " + wrong.get());
        }
        return mailboxes.ensure(account.get(), who).orElseGet(() -> store(account.get(), password, who));
    }

    /** Takes the password away: nobody can log in as this user any more. The mailbox stays, and takes mail. */
    public UserChange delete(String domain, String name) {
        boolean gone = Account.of(domain, name).map(rows::delete).orElse(false);
        return gone
                ? new UserChange.Deleted()
                : new UserChange.Missing("There is no user of this name with a password.");
    }

    private UserChange store(Account account, String password, String who) {
        return rows.put(account, passwords.of(password), who) ? new UserChange.Created() : new UserChange.Changed();
    }
}
