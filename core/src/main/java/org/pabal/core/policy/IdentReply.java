package org.pabal.core.policy;

import java.nio.charset.StandardCharsets;
import org.pabal.core.smtp.Peer;

/** What is said to an ident server and what its answer means, as tcpserver has it (ucspi-tcp: remoteinfo.c). */
public final class IdentReply {
    /** Octets of an answer that are read. */
    public static final int MAX_LINE = 1_000;

    private static final int MAX_INFO = 257;
    private static final int COLONS = 3;

    private IdentReply() {}

    /** @return the octets that ask about the session of this peer */
    public static byte[] question(Peer peer) {
        return (peer.port() + " , " + peer.localPort() + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * @param line an answer without its LF
     * @return what follows the third colon, other colons too, without blanks, tabs and carriage returns; empty if there are
     *     fewer colons, as in an error
     */
    public static String infoOf(String line) {
        StringBuilder info = new StringBuilder();
        int colons = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean blank = c == ' ' || c == '\t' || c == '\r';
            if (colons < COLONS) {
                colons += c == ':' ? 1 : 0;
            } else if (!blank && info.length() < MAX_INFO) {
                info.append(c);
            }
        }
        return info.toString();
    }
}
