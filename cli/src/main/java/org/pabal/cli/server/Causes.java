package org.pabal.cli.server;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;

/** What kept us from a server, in a few words: the JDK's own exceptions often have none. */
final class Causes {
    private Causes() {}

    static String text(IOException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "unknown host";
            }
        }
        if (thrown instanceof HttpTimeoutException) {
            return "no answer in time";
        }
        String message = thrown.getMessage();
        if (message != null) {
            return message;
        }
        return thrown instanceof ConnectException
                ? "connection refused"
                : thrown.getClass().getSimpleName();
    }
}
