package org.pabal.connector.tls;

/** A certificate or key cannot be used. The message is a sentence for the operator, and names the file. */
final class TlsTrouble extends Exception {
    private static final long serialVersionUID = 1;

    TlsTrouble(String message) {
        super(message);
    }

    TlsTrouble(String message, Throwable cause) {
        super(message, cause);
    }
}
