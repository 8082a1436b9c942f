package org.pabal.core.auth;

/** What follows from a client's response. */
public sealed interface SaslStep {
    /** Send this, encoded, and wait for a response. */
    @SuppressWarnings("ArrayRecordComponent") // used once, by who asked
    record Challenge(byte[] octets) implements SaslStep {}

    /** Compare the password, then {@link SaslExchange#checked}. */
    record CheckPassword(String name, String password) implements SaslStep {
        /** Never with the password. */
        @Override
        public String toString() {
            return "CheckPassword[name=" + name + "]";
        }
    }

    /** Look up the account's keys, then {@link SaslExchange#found}. */
    record FindKeys(String name) implements SaslStep {}

    /** The client is who it says it is: the account of this name, as the client typed it. */
    record Success(String name) implements SaslStep {}

    /** It ends here. */
    record Failure(Reason reason, String name) implements SaslStep {}

    /** Why not. */
    enum Reason {
        /** the response is not in the mechanism's form */
        MALFORMED,
        /** name and password do not belong together, or may not act for somebody else; which, is not told */
        REFUSED
    }

    static SaslStep malformed() {
        return new Failure(Reason.MALFORMED, "");
    }

    static SaslStep refused(String name) {
        return new Failure(Reason.REFUSED, name);
    }
}
