package org.pabal.core.trace;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pabal.core.trace.TraceEvent.Kind;

/**
 * What one session tells its watchers; used by the session's thread only. As long as nobody watches anything, each call costs
 * the reading of one volatile field. Before {@link #begin} there is nothing to tell.
 */
public final class SessionTrace {
    private @Nullable Traces traces;
    private @Nullable TracedSession session;
    private @Nullable Audience audience;

    /** The session begins, or begins anew as another client's: who watched the old one has to want the new one too. */
    public void begin(Traces where, TracedSession which) {
        forget();
        traces = where;
        session = which;
        tell(Kind.OPENED, "");
    }

    /** @param buffer has a command line without its CRLF */
    public void command(byte[] buffer, int offset, int length) {
        if (isWatched()) {
            show(Kind.CLIENT, CommandText.of(new String(buffer, offset, length, StandardCharsets.ISO_8859_1)));
        }
    }

    /** An answer within AUTH came, which is nobody's business. */
    public void secret() {
        tell(Kind.CLIENT, TraceText.SECRET);
    }

    /** A line came that is none, for this reason. */
    public void unreadable(String reason) {
        tell(Kind.CLIENT, "(" + reason + ")");
    }

    /** @param wire a reply as it goes over the wire */
    public void reply(Supplier<String> wire) {
        if (isWatched()) {
            // a challenge of AUTH makes guessing easier for whoever has the answer
            wire.get()
                    .lines()
                    .forEach(line -> show(Kind.SERVER, line.startsWith("334") ? "334 " + TraceText.SECRET : line));
        }
    }

    /** The client has named the sender of a transaction.
     *
     * @param inner in qmail's inner form */
    public void sender(String inner) {
        if (isWatched() && audience != null) {
            audience.sender(inner);
        }
    }

    /** The client has named a recipient.
     *
     * @param inner in qmail's inner form */
    public void recipient(String inner) {
        if (isWatched() && audience != null) {
            audience.recipient(inner);
        }
    }

    /** A client whose protocol has no command lines has said this about an envelope.
     *
     * @param octets as ISO-8859-1 shows them */
    public void envelope(String word, String octets) {
        if (isWatched()) {
            show(Kind.CLIENT, word + " <" + TraceText.of(octets) + ">");
        }
    }

    /** @param octets that came */
    public void content(long octets) {
        if (isWatched()) {
            show(Kind.CONTENT, Long.toString(octets));
        }
    }

    public void secured(String protocol, String cipherSuite) {
        if (isWatched()) {
            show(Kind.TLS, protocol + " " + cipherSuite);
        }
    }

    /** @param reason may hold what the client sent */
    public void notSecured(String reason) {
        if (isWatched()) {
            show(Kind.TLS, "failed: " + TraceText.of(octets(reason)));
        }
    }

    /** The session has ended so; there is nothing more to tell. */
    public void end(String how) {
        tell(Kind.CLOSED, how);
        forget();
        traces = null;
    }

    private void tell(Kind kind, String text) {
        if (isWatched()) {
            show(kind, text);
        }
    }

    private boolean isWatched() {
        if (traces == null || session == null) {
            return false;
        }
        Watches watches = traces.watches();
        if (watches.isEmpty()) {
            forget();
            return false;
        }
        if (audience == null) {
            audience = new Audience(session.address(), traces.backlogRoom());
        }
        audience.meet(watches);
        return !audience.isEmpty();
    }

    private void show(Kind kind, String text) {
        if (traces != null && session != null && audience != null) {
            audience.show(new TraceEvent.Line(traces.clock().instant(), session, kind, text));
        }
    }

    private void forget() {
        if (audience != null) {
            audience.leave();
            audience = null;
        }
    }

    private static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
