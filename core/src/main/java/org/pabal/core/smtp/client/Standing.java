package org.pabal.core.smtp.client;

/** In which condition a transaction finds its session. */
public enum Standing {
    /** just opened */
    FRESH,
    /** kept after a transaction that was completed; the peer may have tired of it meanwhile */
    KEPT,
    /** kept after a transaction that was not completed: RSET first */
    UNFINISHED
}
