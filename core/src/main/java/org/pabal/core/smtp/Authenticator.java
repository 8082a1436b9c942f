package org.pabal.core.smtp;

import java.util.Optional;
import org.pabal.core.auth.Mechanism;
import org.pabal.core.auth.ScramKeys;

/**
 * Who may log in: the application's part of an AUTH dialogue. Nothing that a session can see tells whether a name exists.
 *
 * <p>Failure: as in {@link SmtpEndpoint}.
 */
public interface Authenticator {
    /** May this peer try to log in? Asked before each try. */
    Decision login(SessionTerms terms);

    /**
     * Do a name and a password belong together? Takes as long for a name that nobody has.
     *
     * @param name as it was typed
     */
    PasswordAnswer password(SessionTerms terms, String name, String password);

    /**
     * The keys of an account; of one that nobody has, keys that no password fits.
     *
     * @return empty if nobody may try this name now
     */
    Optional<ScramKeys> keys(SessionTerms terms, String name);

    /** A login succeeded. @return the terms as they are from then on */
    SessionTerms loggedIn(SessionTerms terms, Mechanism mechanism, String name);

    /** A name and a password, or a proof, did not belong together. */
    void notLoggedIn(SessionTerms terms, Mechanism mechanism, String name);

    /** What became of a name and a password. */
    enum PasswordAnswer {
        RIGHT,
        WRONG,
        /** nobody can say just now, or nobody may try this name now */
        NOT_NOW
    }
}
