package org.pabal.web.problem;

import jakarta.persistence.PersistenceException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.UUID;

/** What nobody expected: logged here, once, under an id that the answer names. */
public final class Unexpected {
    private static final Logger LOG = System.getLogger(Unexpected.class.getName());
    private static final int DEEPEST = 50;

    private Unexpected() {}

    /** @return 503 if the database is behind it, since that heals; else 500 */
    public static Problem logged(Throwable thrown) {
        String id = UUID.randomUUID().toString();
        LOG.log(Level.ERROR, "a request of the admin API failed, id " + id, thrown);
        return isOfDatabase(thrown) ? Problem.outage(id) : Problem.unexpected(id);
    }

    private static boolean isOfDatabase(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof PersistenceException || cause instanceof SQLException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
