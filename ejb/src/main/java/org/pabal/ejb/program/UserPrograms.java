package org.pabal.ejb.program;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.pabal.core.local.Programs;
import org.pabal.core.local.Programs.ProgramEnd;
import org.pabal.ejb.control.ControlStore;
import org.pabal.ejb.control.PabalHome;
import org.pabal.ejb.node.ThisNode;

/** Programs as the operator allows them: for so many seconds each (the control setting timeoutprogram), or not at all. */
@ApplicationScoped
public class UserPrograms {
    private static final Logger LOG = Logger.getLogger(UserPrograms.class.getName());
    private static final String SWITCHED_OFF = "Sorry, this host does not run programs from .qmail files. (#4.3.5)\n";

    /** A report has room for less. */
    private static final int REPORT = 8 * 1024;

    /** Enough for a large message and 30 seconds of waiting for an mbox. */
    private static final Duration HELPER_TIME = Duration.ofMinutes(5);

    /** More than a {@code .qmail} file may have. */
    private static final int HELPER_OUTPUT = 512 * 1024;

    @Inject
    ControlStore controls;

    @Inject
    PabalHome home;

    @Inject
    ThisNode node;

    /** @return who starts programs, as the settings are now */
    public Programs starter() {
        Duration limit = controls.current().programTimeout();
        if (limit.isZero()) {
            return call -> new ProgramEnd.Forbidden(SWITCHED_OFF);
        }
        return programs(new ProgramRunner.Bounds(limit, REPORT));
    }

    /** @return who starts what Pabal itself has to do in homes of other users of the system */
    public Programs helpers() {
        return programs(new ProgramRunner.Bounds(HELPER_TIME, HELPER_OUTPUT));
    }

    private Programs programs(ProgramRunner.Bounds bounds) {
        return call -> new ProgramRunner(ProgramRights.ofThisProcess(), scratch(), bounds).run(call);
    }

    /** Removes what was left when the server was killed; called before the first delivery. */
    public void begin() {
        try {
            int swept = scratch().sweep();
            if (swept > 0) {
                LOG.log(
                        Level.INFO,
                        "{0} messages that programs were to read are removed; they are in the queue",
                        swept);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "What was left in " + home.scratch() + " cannot be removed", e);
        }
    }

    private ScratchFiles scratch() {
        return new ScratchFiles(home.scratch(), node.name());
    }
}
