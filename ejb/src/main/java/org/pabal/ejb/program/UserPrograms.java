package org.pabal.ejb.program;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.pabal.core.local.Programs;
import org.pabal.core.local.Programs.ProgramEnd;
import org.pabal.ejb.control.ControlStore;
import org.pabal.ejb.control.PabalHome;

/** Programs as the operator allows them: for so many seconds each (the control setting timeoutprogram), or not at all. */
@ApplicationScoped
public class UserPrograms {
    private static final String SWITCHED_OFF = "Sorry, this host does not run programs from .qmail files. (#4.3.5)\n";

    @Inject
    ControlStore controls;

    @Inject
    PabalHome home;

    /** @return who starts programs, as the settings are now */
    public Programs starter() {
        Duration limit = controls.current().programTimeout();
        if (limit.isZero()) {
            return call -> new ProgramEnd.Forbidden(SWITCHED_OFF);
        }
        return call -> new ProgramRunner(ProgramRights.ofThisProcess(), home.scratch(), limit).run(call);
    }
}
