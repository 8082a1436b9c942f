package org.pabal.ejb.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.pabal.ejb.control.PabalHome;
import org.pabal.ejb.password.PasswordCheck;
import org.pabal.ejb.password.PasswordHashes;
import org.pabal.ejb.password.PasswordRules;

/**
 * The administrators: {@code admin}, whose password comes from outside the database so that nobody locks themselves out,
 * and those that were made.
 */
@ApplicationScoped
public class AdminAccounts {
    /** The account that is always there, in the role {@link AdminRole#ADMIN}. */
    public static final String BUILT_IN = "admin";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    private final AdminRows rows;
    private final PabalHome home;
    private final Optional<String> configured;
    private final PasswordCheck passwords;
    private volatile @Nullable String builtInHash;

    @Inject
    AdminAccounts(
            AdminRows rows,
            PabalHome home,
            @ConfigProperty(name = "pabal.admin.password") Optional<String> configured) {
        this(rows, home, configured, new PasswordCheck(new SecureRandom(), PasswordHashes.Cost.USUAL));
    }

    AdminAccounts(AdminRows rows, PabalHome home, Optional<String> configured, PasswordCheck passwords) {
        this.rows = rows;
        this.home = home;
        this.configured = configured;
        this.passwords = passwords;
    }

    /** For the container's proxy, which never uses its own fields. */
    @SuppressWarnings("NullAway")
    AdminAccounts() {
        this(null, null, Optional.empty(), null);
    }

    /**
     * Reads the password of {@code admin}, or makes it at the first start. To be called at each start, when
     * {@code pabal.home} is there.
     *
     * @throws IllegalStateException with a sentence for the operator
     */
    public void start() {
        builtInHash = passwords.hash(AdminPassword.find(configured, home, new SecureRandom()));
    }

    /** Checks a login; a wrong name takes about as long as a wrong password. */
    public Login login(String name, String password) {
        Optional<AdminRows.Credentials> account = find(name);
        return switch (passwords.check(password, account.map(AdminRows.Credentials::passwordHash))) {
            case YES -> new Login.Granted(name, account.orElseThrow().role());
            case NO -> new Login.Refused();
            case BUSY -> new Login.Busy();
        };
    }

    /** @return those that were made, by name; not {@link #BUILT_IN} */
    public List<AdminAccount> list() {
        return rows.list();
    }

    /** Makes an account, or gives it another role and password; counts from its next request on. */
    public AccountChange put(String name, AdminRole role, String password, String who) {
        Optional<String> problem = problemOfName(name)
                .or(() -> PasswordRules.problem(password)
                        .map(sentence -> "The password of " + name + " is no good: " + sentence));
        if (problem.isPresent()) {
            return new AccountChange.Refused(problem.get());
        }
        return rows.put(name, role, passwords.hash(password), who)
                ? new AccountChange.Created()
                : new AccountChange.Changed();
    }

    public AccountChange delete(String name) {
        if (name.equals(BUILT_IN)) {
            return new AccountChange.Refused("admin is always there.");
        }
        return rows.delete(name) ? new AccountChange.Deleted() : new AccountChange.Missing();
    }

    private Optional<AdminRows.Credentials> find(String name) {
        if (name.equals(BUILT_IN)) {
            return Optional.ofNullable(builtInHash).map(hash -> new AdminRows.Credentials(AdminRole.ADMIN, hash));
        }
        return NAME.matcher(name).matches() ? rows.credentials(name) : Optional.empty();
    }

    private static Optional<String> problemOfName(String name) {
        if (name.equals(BUILT_IN)) {
            return Optional.of(
                    "The password of admin is that of pabal.admin.password or of the file admin.password below"
                            + " pabal.home; change it there and restart.");
        }
        return NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of(
                        "The name of an administrator has 1 to 64 small letters, digits, '.', '_' and '-', and begins"
                                + " with a letter or digit.");
    }
}
