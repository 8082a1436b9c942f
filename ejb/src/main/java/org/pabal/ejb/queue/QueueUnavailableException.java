package org.pabal.ejb.queue;

import jakarta.ejb.ApplicationException;

/** The queue cannot take or give anything just now; asking again later is worth it. */
@ApplicationException(rollback = true)
public class QueueUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public QueueUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
