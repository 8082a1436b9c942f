package org.pabal.web.problem;

import jakarta.ws.rs.WebApplicationException;

/** Ends a request with a problem document. Expected, so it is not logged. */
public final class ProblemException extends WebApplicationException {
    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.detail(), problem.response());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
