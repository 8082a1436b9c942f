package org.pabal.it;

/** The server does not do what was asked. The message starts with a sentence for people; log lines may follow it. */
public final class ServerTrouble extends Exception {
    private static final long serialVersionUID = 1;

    public ServerTrouble(String message) {
        super(message);
    }

    public ServerTrouble(String message, Throwable cause) {
        super(message, cause);
    }
}
