package org.pabal.core.smtp;

import java.util.Locale;
import java.util.Optional;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.auth.Mechanism;
import org.pabal.core.auth.ScramKeys;
import org.pabal.core.queue.Envelope;
import org.pabal.core.trace.Traces;

/**
 * The application behind an SMTP listener: one short call for each step of a session, from the session's own thread and
 * never inside a transaction. Implemented by message-driven beans; called by the resource adapter.
 *
 * <p>All methods are declared here and none is inherited: the container prepares no call of an inherited one (Payara 6.2025.9
 * then fails with a ClassCastException).
 *
 * <p>Failure: whatever an implementation throws, the session answers 451 and keeps nothing.
 */
public interface SmtpEndpoint {
    /** The answer to a new connection. */
    sealed interface Admission {
        record Welcome(SessionTerms terms, Manners manners) implements Admission {
            public Welcome(SessionTerms terms) {
                this(terms, Manners.ANY);
            }
        }

        /** tcpserver's deny: close without a word. */
        record Deny() implements Admission {}

        /** Say this and close. */
        record Refuse(SmtpReply reply) implements Admission {}
    }

    /**
     * May mail be taken now? A listener is bound as soon as the application is activated, which is before its database
     * is migrated and its settings are read; it accepts nobody until this says yes. Asked again and again until then,
     * so it must be quick; an exception means not yet. A no after a yes has no effect.
     */
    boolean ready();

    /** @return this host's name, the control setting {@code me}; asked when it is ready */
    String hostName();

    /** @return where sessions find those who watch them; always the same */
    Traces traces();

    /** Access rules for a peer that has just connected, asked before the greeting. */
    Admission admit(Peer peer);

    /** May this peer try to log in? Asked before each try. */
    Decision login(SessionTerms terms);

    /**
     * Do a name and a password belong together? Takes as long for a name that nobody has.
     *
     * @param name as it was typed
     */
    PasswordAnswer password(SessionTerms terms, String name, String password);

    /**
     * The keys of an account; of one that nobody has, keys that no password fits.
     *
     * @return empty if nobody may try this name now
     */
    Optional<ScramKeys> keys(SessionTerms terms, String name);

    /** A login succeeded. @return the terms as they are from then on */
    SessionTerms loggedIn(SessionTerms terms, Mechanism mechanism, String name);

    /** A name and a password, or a proof, did not belong together. */
    void notLoggedIn(SessionTerms terms, Mechanism mechanism, String name);

    /** What became of a name and a password. */
    enum PasswordAnswer {
        RIGHT,
        WRONG,
        /** nobody can say just now, or nobody may try this name now */
        NOT_NOW
    }

    /**
     * May this sender open a transaction?
     *
     * @param hello as in {@link #receive}
     */
    Decision sender(SessionTerms terms, Hello hello, ReversePath sender, MailParameters parameters);

    /**
     * May this recipient be added? The suffix of a relay client is the application's to append, here and in {@link #receive}.
     *
     * @param parameters of the transaction's MAIL command
     */
    Decision recipient(SessionTerms terms, ReversePath sender, MailParameters parameters, EmailAddress recipient);

    /**
     * Opens the reception of one content, after DATA was accepted and before 354 is sent.
     *
     * @param hello what the peer called itself, without control characters, or empty
     * @param verdicts with which sender and recipients were accepted
     */
    Reception receive(SessionTerms terms, Hello hello, Envelope envelope, Verdicts verdicts);

    /**
     * A TLS handshake succeeded, for the log: the session begins anew.
     *
     * @param terms say protocol and cipher suite
     */
    void secured(SessionTerms terms);

    /**
     * A TLS handshake failed, for the log; the session ends.
     *
     * @param reason may hold what the peer sent
     */
    void notSecured(SessionTerms terms, String reason);

    /**
     * The end of a session, for the log: once for each session that {@link #admit} welcomed, unless the application itself
     * is stopped first; then there is nobody left to tell.
     */
    void ended(SessionTerms terms, SessionSummary summary);

    /** How the peer greeted. */
    record Hello(String name, boolean extended) {
        public static final Hello NONE = new Hello("", false);
    }

    /**
     * What happened in a session: for tcpserver's {@code end} line.
     *
     * @param transactions contents taken, whatever their reply was
     * @param octets of these contents, with CRLF counted as two
     */
    record SessionSummary(int transactions, long octets, End end) {
        /** How a session ended. */
        public enum End {
            /** by QUIT */
            QUIT,
            /** by the peer, without QUIT */
            LOST,
            /** by a deadline */
            TIMEOUT,
            /** by us, after something the peer did */
            HUNG_UP,
            /** by us, because the listener stops */
            GOING_DOWN,
            /** by trouble of our own */
            TROUBLE;

            /** @return as {@code hung up} */
            public String word() {
                return name().toLowerCase(Locale.ROOT).replace('_', ' ');
            }
        }

        public boolean quit() {
            return end == End.QUIT;
        }
    }
}
