package org.pabal.ejb.mailbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pabal.core.auth.ScramKeys;
import org.pabal.ejb.password.PasswordCheck;
import org.pabal.ejb.password.PasswordHashes;

/** What is kept of passwords, and comparing with it. */
@ApplicationScoped
class StoredPasswords {
    /** For SCRAM, where the client has to do the same work: as much as a telephone does in a moment. */
    private static final int ITERATIONS = 100_000;

    private static final int SALT_OCTETS = 16;
    private static final int SECRET_OCTETS = 32;

    @Inject
    MailUserRows rows;

    private final SecureRandom random = new SecureRandom();
    private final PasswordCheck passwords = new PasswordCheck(random, PasswordHashes.Cost.USUAL);
    private volatile byte @Nullable [] secret;

    MailUserRows.Credentials of(String password) {
        byte[] salt = octets(SALT_OCTETS);
        return new MailUserRows.Credentials(
                passwords.hash(password), ScramKeys.of(PasswordHashes.octets(password), salt, ITERATIONS));
    }

    /** @param account empty if nobody can be called so */
    PasswordCheck.Answer check(Optional<Account> account, String password) {
        return passwords.check(password, account.flatMap(rows::passwordHash));
    }

    /** @param typed what stands for an account that does not exist */
    ScramKeys keys(Optional<Account> account, String typed) {
        // made for everybody, and read from their text for everybody: the time that it takes would tell for whom they
        // are
        String ofNobody =
                ScramKeys.ofNobody(secret(), typed, SALT_OCTETS, ITERATIONS).text();
        return ScramKeys.require(account.flatMap(rows::keys).orElse(ofNobody));
    }

    /** The same on all nodes and after each start: keys of nobody that changed would give themselves away. */
    private byte[] secret() {
        byte[] known = secret;
        if (known == null) {
            if (rows.secret().isEmpty()) {
                rows.offerSecret(HexFormat.of().formatHex(octets(SECRET_OCTETS)));
            }
            known = HexFormat.of().parseHex(rows.secret().orElseThrow());
            secret = known;
        }
        return known;
    }

    private byte[] octets(int count) {
        byte[] octets = new byte[count];
        random.nextBytes(octets);
        return octets;
    }
}
