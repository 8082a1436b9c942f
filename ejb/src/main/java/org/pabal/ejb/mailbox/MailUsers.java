package org.pabal.ejb.mailbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pabal.core.quota.Quota;
import org.pabal.ejb.control.ControlChanges;
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

    @Inject
    QuotaDesk quotas;

    @Inject
    ControlChanges changes;

    /** @return the users with a password, by name */
    public List<MailUser> list(String domain) {
        return Account.of(domain, "nobody")
                .map(account -> rows.list(account.domain()))
                .orElse(List.of());
    }

    public Optional<MailUser> find(String domain, String name) {
        return Account.of(domain, name).flatMap(rows::user);
    }

    /**
     * What is to be changed.
     *
     * @param quota as people write it
     */
    public record Wish(Optional<String> password, Optional<String> quota) {}

    /**
     * Gives a user a password, a mailbox if there is none yet, and a quota; counts from the next login and delivery on.
     *
     * @throws UncheckedIOException if a quota was stored and the mailbox cannot be told; deliveries tell it again
     */
    public UserChange put(String domain, String name, Wish wish, String who) {
        Optional<Account> account = Account.of(domain, name);
        if (account.isEmpty()) {
            return new UserChange.Refused(
                    "The name of a user has 1 to 64 small letters, digits, '.', '_', '+', '=' and '-', and begins with a"
                            + " letter, a digit or '_'; its domain is a domain name.");
        }
        return problem(account.get(), wish)
                .or(() -> mailboxes.ensure(account.get(), who))
                .orElseGet(() -> store(account.get(), wish, who));
    }

    private Optional<UserChange> problem(Account account, Wish wish) {
        Optional<String> wrong = wish.password().flatMap(PasswordRules::problem);
        if (wrong.isPresent()) {
            return Optional.of(
                    new UserChange.Refused("The password of " + account.text() + " is no good: " + wrong.get()));
        }
        try {
            wish.quota().ifPresent(Quota::require);
        } catch (IllegalArgumentException e) {
            return Optional.of(new UserChange.Refused(String.valueOf(e.getMessage())));
        }
        return wish.password().isEmpty() && rows.user(account).isEmpty()
                ? Optional.of(
                        new UserChange.Missing("There is no user of this name with a password; a new one needs one."))
                : Optional.empty();
    }

    /** Takes the password away: nobody can log in as this user any more. The mailbox stays, and takes mail. */
    public UserChange delete(String domain, String name) {
        boolean gone = Account.of(domain, name).map(rows::delete).orElse(false);
        return gone
                ? new UserChange.Deleted()
                : new UserChange.Missing("There is no user of this name with a password.");
    }

    private UserChange store(Account account, Wish wish, String who) {
        Optional<Quota> quota = wish.quota().map(Quota::require);
        Optional<Path> home = mailboxes.home(account);
        if (quota.isPresent() && home.isEmpty()) {
            return new UserChange.Refused(account.text() + " has no mailbox of its own that could have a quota.");
        }
        boolean isNew =
                rows.put(account, new MailUserRows.NewUser(wish.password().map(passwords::of), quota), who);
        if (quota.isPresent()) {
            changes.look();
            tell(home.orElseThrow(), quota.get());
        }
        return isNew ? new UserChange.Created() : new UserChange.Changed();
    }

    /** The readers of a mailbox want to know its quota, too. */
    private void tell(Path home, Quota quota) {
        try {
            quotas.quotas().set(home, quota);
        } catch (IOException e) {
            throw new UncheckedIOException("The quota cannot be written to the Maildir in " + home, e);
        }
    }
}
