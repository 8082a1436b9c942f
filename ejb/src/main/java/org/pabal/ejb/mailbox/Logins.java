package org.pabal.ejb.mailbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.auth.ScramKeys;
import org.pabal.core.local.LocalUser;
import org.pabal.core.smtp.SmtpEndpoint.PasswordAnswer;
import org.pabal.ejb.control.ControlStore;

/** What sessions ask when somebody logs in, and what a login allows. */
@ApplicationScoped
public class Logins {
    /** Owns what no user does; having one such address gives no right to the others. */
    private static final String NOBODY_IN_PARTICULAR = "alias";

    /** More than any name of an account has. */
    private static final int LONGEST = 320;

    @Inject
    ControlStore controls;

    @Inject
    StoredPasswords passwords;

    @Inject
    Mailboxes mailboxes;

    private final LoginBudget budget = new LoginBudget(InstantSource.system());
    private final Beat beat = new Beat(Duration.ofMillis(10));

    public boolean mayTry(InetAddress address) {
        return budget.mayTry(address);
    }

    /** @param typed the name of an account, with its domain or without */
    public PasswordAnswer password(InetAddress address, String typed, String password) {
        if (!budget.mayTry(address, account(typed))) {
            return PasswordAnswer.NOT_NOW;
        }
        return switch (passwords.check(find(typed), password)) {
            case YES -> PasswordAnswer.RIGHT;
            case NO -> PasswordAnswer.WRONG;
            case BUSY -> PasswordAnswer.NOT_NOW;
        };
    }

    /** Answers at the next beat: what it takes to read a row, or to find none, would tell who is a user.
     *
     * @return empty if nobody may try this name now
     */
    public Optional<ScramKeys> keys(InetAddress address, String typed) {
        return beat.answer(() -> budget.mayTry(address, account(typed))
                ? Optional.of(passwords.keys(find(typed), account(typed)))
                : Optional.empty());
    }

    public void failed(InetAddress address, String typed) {
        budget.failed(address, account(typed));
    }

    /** @return the account's whole name */
    public String succeeded(InetAddress address, String typed) {
        String account = account(typed);
        budget.succeeded(address, account);
        return account;
    }

    /** Whether a user may send with an address of this host: one whose mail is the user's own. */
    public boolean maySendAs(String account, EmailAddress sender) {
        if (account.equals(sender.text().toLowerCase(Locale.ROOT))) {
            return true;
        }
        Optional<LocalUser> owner = mailboxes.owner(sender);
        Optional<LocalUser> user = mailboxes.owner(EmailAddress.require(account));
        return owner.isPresent()
                && user.isPresent()
                && !owner.get().name().equals(NOBODY_IN_PARTICULAR)
                && owner.get().home().equals(user.get().home());
    }

    private Optional<Account> find(String typed) {
        return typed.length() > LONGEST ? Optional.empty() : Account.typed(typed, usualDomain());
    }

    /** What a name is counted under, whether or not there is such an account. */
    private String account(String typed) {
        return find(typed).map(Account::text).orElseGet(() -> {
            String shortened = typed.substring(0, Math.min(typed.length(), LONGEST));
            return shortened.toLowerCase(Locale.ROOT);
        });
    }

    private String usualDomain() {
        return controls.current().me().key();
    }
}
