package org.pabal.cli.filter;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Hands messages to a server by QMQP (https://cr.yp.to/proto/qmqp.html). */
final class QmqpDoor {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int ANSWER_MILLIS = 60_000;
    private static final int LONGEST_ANSWER = 4_000;

    private final InetSocketAddress address;

    QmqpDoor(InetSocketAddress address) {
        this.address = address;
    }

    /**
     * What the server said.
     *
     * @param verdict {@code K} it has the message, {@code Z} not now, {@code D} never
     */
    record Answer(char verdict, String text) {}

    /** @throws IOException if there is no answer; the server may have the message, or not */
    Answer hand(String sender, List<String> recipients, Message message) throws IOException {
        byte[] envelope = envelope(sender, recipients);
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECT_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 64 * 1024);
            String length = message.octets() + ":";
            write(out, (length.length() + message.octets() + 1 + envelope.length) + ":" + length);
            message.writeTo(out);
            write(out, ",");
            out.write(envelope);
            write(out, ",");
            out.flush();
            return answer(socket.getInputStream());
        }
    }

    private static byte[] envelope(String sender, List<String> recipients) {
        StringBuilder text = new StringBuilder(netstring(sender));
        recipients.forEach(recipient -> text.append(netstring(recipient)));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String netstring(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length + ":" + text + ",";
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static Answer answer(InputStream in) throws IOException {
        int length = 0;
        int octet = in.read();
        for (; octet >= '0' && octet <= '9' && length < LONGEST_ANSWER; octet = in.read()) {
            length = length * 10 + octet - '0';
        }
        byte[] text = in.readNBytes(length);
        if (octet != ':' || length == 0 || text.length < length || in.read() != ',') {
            throw new EOFException("its answer broke off");
        }
        String answer = new String(text, StandardCharsets.UTF_8);
        return new Answer(answer.charAt(0), answer.substring(1));
    }
}
