package org.pabal.core.trace;

import java.time.Instant;

/** What a watcher is told. */
public sealed interface TraceEvent {
    /** What a line of a session is about. */
    enum Kind {
        /** The session begins; the text is empty. */
        OPENED,
        /** The client said this. */
        CLIENT,
        /** We said this: one line of a reply. */
        SERVER,
        /** So many octets of content came. */
        CONTENT,
        /** A handshake succeeded, with this protocol and cipher suite, or failed, with this reason. */
        TLS,
        /** So many earlier lines were not kept. */
        OMITTED,
        /** The session has ended in this way. */
        CLOSED
    }

    /**
     * One line of one session.
     *
     * @param text US-ASCII and what is printable beyond it; secrets are {@value TraceText#SECRET}
     */
    record Line(Instant at, TracedSession session, Kind kind, String text) implements TraceEvent {}

    /** So many lines of the watched sessions came faster than they were read, and are lost. */
    record Lost(long lines) implements TraceEvent {}
}
