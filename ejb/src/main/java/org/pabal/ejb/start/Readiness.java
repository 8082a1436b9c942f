package org.pabal.ejb.start;

import jakarta.enterprise.context.ApplicationScoped;

/** Whether the application can take mail. */
@ApplicationScoped
public class Readiness {
    private volatile boolean ready;

    public boolean isReady() {
        return ready;
    }

    void set(boolean now) {
        ready = now;
    }
}
