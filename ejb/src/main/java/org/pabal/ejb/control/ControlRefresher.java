package org.pabal.ejb.control;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Looks once a second whether another node changed a text. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ControlRefresher {
    private static final Logger LOG = System.getLogger(ControlRefresher.class.getName());

    @Inject
    ControlChanges changes;

    @Inject
    AllStores stores;

    @Inject
    FirstStart firstStart;

    private boolean failing;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false, info = "changes of control texts")
    void refresh() {
        // before that there may be no tables
        if (!firstStart.isOver()) {
            return;
        }
        try {
            stores.refresh(changes.look());
            if (failing) {
                LOG.log(Level.INFO, "control settings can be read again");
            }
            failing = false;
        } catch (RuntimeException e) {
            // the database is away: what was read before stays in effect; said once, not each second
            if (!failing) {
                LOG.log(Level.WARNING, "control settings cannot be read again; the old ones stay in effect", e);
            }
            failing = true;
        }
    }
}
