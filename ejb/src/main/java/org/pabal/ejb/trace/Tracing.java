package org.pabal.ejb.trace;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Optional;
import org.pabal.core.trace.TraceFilter;
import org.pabal.core.trace.Traces;
import org.pabal.core.trace.Watch;

/** Where the listeners' sessions and those who watch them meet. */
@ApplicationScoped
public class Tracing {
    private final Traces traces = new Traces(InstantSource.system());

    /** @return for sessions, which ask it for each line */
    public Traces traces() {
        return traces;
    }

    /** @return to be closed; empty if too many watch, or the application stops */
    public Optional<Watch> watch(TraceFilter filter) {
        return traces.watch(filter);
    }

    /** Ends all watches: the application stops. */
    public void end() {
        traces.end();
    }
}
