package org.pabal.web.queue;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.pabal.ejb.queue.QueueUnavailableException;
import org.pabal.web.problem.Problem;

/** A queue that is away is no error of ours or of the client: 503. */
@Provider
public class QueueUnavailableMapper implements ExceptionMapper<QueueUnavailableException> {
    private static final Logger LOG = System.getLogger(QueueUnavailableMapper.class.getName());

    @Override
    public Response toResponse(QueueUnavailableException thrown) {
        LOG.log(Level.WARNING, "a request of the admin API found no queue", thrown);
        return Problem.unavailable("The queue cannot be reached now; try again later.")
                .response();
    }
}
