package org.pabal.batch;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.pabal.ejb.start.Readiness;

/** Looks once a second whether bounces are due. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class BounceTimer {
    private static final Logger LOG = System.getLogger(BounceTimer.class.getName());

    @Inject
    Readiness readiness;

    @Inject
    BounceRuns runs;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false, info = "bounces that are due")
    void tick() {
        if (!readiness.isReady()) {
            return;
        }
        try {
            runs.startIfDue();
        } catch (RuntimeException e) {
            // the container takes a timer away whose method fails twice
            LOG.log(Level.ERROR, "the bounce job cannot be started; next try in 30 seconds", e);
            runs.backOff();
        }
    }
}
