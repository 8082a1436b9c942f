package org.pabal.web.health;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Connects to a listener as a client would. */
final class ListenerProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private ListenerProbe() {}

    /** @param greets whether the server speaks first
     * @param proxied whether we are in the list of those that must say whom they speak for */
    record Habit(boolean greets, boolean proxied) {}

    /**
     * @return true when the listener says something or closes: access rules may well shut us out without a word
     * @throws IOException when nobody takes the connection, or says or closes anything in time
     */
    static boolean answers(InetAddress address, int port, Habit habit) throws IOException {
        try (Socket socket = new Socket()) {
            int patience = (int) PATIENCE.toMillis();
            socket.connect(new InetSocketAddress(address, port), patience);
            socket.setSoTimeout(patience);
            if (habit.proxied()) {
                socket.getOutputStream().write("PROXY UNKNOWN\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            if (!habit.greets()) {
                // it has nothing to say before its client, and closes when that says it has nothing to say either
                socket.shutdownOutput();
            }
            boolean said = socket.getInputStream().read() >= 0;
            if (said && habit.greets()) {
                socket.getOutputStream().write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            return true;
        }
    }
}
