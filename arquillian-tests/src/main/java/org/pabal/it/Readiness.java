package org.pabal.it;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Whether a server takes mail now: asked from outside, as a load balancer and a client would. */
final class Readiness {
    private static final int PATIENCE_MILLIS = 2_000;

    private final String address;
    private final Ports ports;

    Readiness(ServerSettings settings) {
        this.address = settings.bind().equals("0.0.0.0") ? "127.0.0.1" : settings.bind();
        this.ports = settings.ports();
    }

    boolean ready() {
        try {
            return healthy() && greets(ports.smtp()) && greets(ports.submission());
        } catch (IOException e) {
            // nobody listens yet, or not any more: that is the answer
            return false;
        }
    }

    /** A server without the application answers 200 as well, but names no check. */
    private boolean healthy() throws IOException {
        URI uri = URI.create("http://" + address + ":" + ports.http() + "/health/ready");
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        try {
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                return false;
            }
            try (InputStream body = connection.getInputStream()) {
                return new String(body.readAllBytes(), StandardCharsets.UTF_8).contains("\"name\"");
            }
        } finally {
            connection.disconnect();
        }
    }

    private boolean greets(int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            byte[] code = socket.getInputStream().readNBytes(3);
            socket.getOutputStream().write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(code, StandardCharsets.US_ASCII).equals("220");
        }
    }
}
