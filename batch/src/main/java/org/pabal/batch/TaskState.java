package org.pabal.batch;

import jakarta.batch.runtime.BatchStatus;
import java.util.Locale;

/** Where a task stands. */
public enum TaskState {
    RUNNING,
    /** told to stop, and not there yet */
    STOPPING,
    STOPPED,
    COMPLETED,
    /** ended by an error; the server's log has it */
    FAILED,
    /** the server went down under it */
    INTERRUPTED;

    static TaskState of(BatchStatus status, boolean alive) {
        return switch (status) {
            case STARTING, STARTED -> alive ? RUNNING : INTERRUPTED;
            case STOPPING -> alive ? STOPPING : INTERRUPTED;
            case STOPPED -> STOPPED;
            case COMPLETED -> COMPLETED;
            case FAILED -> FAILED;
            case ABANDONED -> INTERRUPTED;
        };
    }

    /** @return whether it will not change any more */
    public boolean isOver() {
        return this != RUNNING && this != STOPPING;
    }

    /** @return as in the API: lower case */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
