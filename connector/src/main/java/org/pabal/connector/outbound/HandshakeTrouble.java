package org.pabal.connector.outbound;

import java.io.IOException;

/** Why TLS came to nothing, as the end of a sentence. */
final class HandshakeTrouble {
    private static final int MOST = 200;

    private HandshakeTrouble() {}

    /** @return printable US-ASCII: parts of it may be the peer's words */
    static String text(IOException e) {
        String message = String.valueOf(e.getMessage()).replaceAll("[^ -~]", "?");
        return message.substring(0, Math.min(MOST, message.length()));
    }
}
