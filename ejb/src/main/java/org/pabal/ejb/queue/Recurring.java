package org.pabal.ejb.queue;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Does something again and again. That it fails is said once, and that it works again too. */
final class Recurring {
    private static final Logger LOG = Logger.getLogger(Recurring.class.getName());

    private final String what;
    private boolean troubled;

    /** @param what as in "WHAT cannot be done just now" */
    Recurring(String what) {
        this.what = what;
    }

    void run(Runnable task) {
        try {
            task.run();
            if (troubled) {
                troubled = false;
                LOG.log(Level.INFO, "{0} can be done again", what);
            }
        } catch (RuntimeException e) {
            if (!troubled) {
                troubled = true;
                LOG.log(Level.WARNING, what + " cannot be done just now; trying again each second", e);
            }
        }
    }
}
