package org.pabal.connector.outbound;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Optional;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.WireParseException;

/**
 * One question to one server, over UDP, and over TCP if the answer is truncated. Blocks the calling thread. Only a packet
 * from the server asked, with the identity and the question that were sent, is an answer; others are passed over.
 *
 * @param deadline as of {@link System#nanoTime()}
 */
record DnsExchange(InetSocketAddress server, Message query, long deadline) {
    private static final int UDP_BUFFER = 4_096;

    /**
     * @throws SocketTimeoutException if there is no answer until the deadline
     * @throws IOException if there will be none
     */
    Message answer() throws IOException {
        Message overUdp = overUdp();
        return overUdp.getHeader().getFlag(Flags.TC) ? overTcp() : overUdp;
    }

    private Message overUdp() throws IOException {
        // an own socket for each question: its random port is half of what keeps forged answers out
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(server);
            byte[] octets = query.toWire();
            socket.send(new DatagramPacket(octets, octets.length));
            DatagramPacket packet = new DatagramPacket(new byte[UDP_BUFFER], UDP_BUFFER);
            while (true) {
                packet.setLength(UDP_BUFFER);
                socket.setSoTimeout(millisLeft());
                socket.receive(packet);
                Optional<Message> answer = parse(Arrays.copyOf(packet.getData(), packet.getLength()));
                if (answer.isPresent()) {
                    return answer.get();
                }
            }
        }
    }

    private Message overTcp() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(server, millisLeft());
            byte[] octets = query.toWire();
            byte[] framed = new byte[octets.length + 2];
            framed[0] = (byte) (octets.length >> 8);
            framed[1] = (byte) octets.length;
            System.arraycopy(octets, 0, framed, 2, octets.length);
            socket.getOutputStream().write(framed);
            byte[] length = read(socket, 2);
            byte[] answer = read(socket, Byte.toUnsignedInt(length[0]) << 8 | Byte.toUnsignedInt(length[1]));
            return parse(answer).orElseThrow(() -> new WireParseException("not an answer to the question"));
        }
    }

    private byte[] read(Socket socket, int length) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] octets = new byte[length];
        int filled = 0;
        while (filled < length) {
            socket.setSoTimeout(millisLeft());
            int more = in.read(octets, filled, length - filled);
            if (more < 0) {
                throw new EOFException("the name server has closed the connection");
            }
            filled += more;
        }
        return octets;
    }

    private Optional<Message> parse(byte[] octets) {
        Message message;
        try {
            message = new Message(octets);
        } catch (IOException | IllegalArgumentException forgedOrBroken) {
            // the latter of a time to live beyond 31 bits, and of what else is out of its range
            return Optional.empty();
        }
        // of an update the library reads records without data, which are of no class of their type
        boolean answer = message.getHeader().getFlag(Flags.QR)
                && message.getHeader().getOpcode() == Opcode.QUERY
                && message.getHeader().getID() == query.getHeader().getID()
                && query.getQuestion().equals(message.getQuestion());
        return answer ? Optional.of(message) : Optional.empty();
    }

    private int millisLeft() throws SocketTimeoutException {
        return millisUntil(deadline);
    }

    /** @return for a socket's timeout
     * @throws SocketTimeoutException at the deadline and after it */
    static int millisUntil(long deadline) throws SocketTimeoutException {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException("no time left");
        }
        return (int) Math.min(left, Integer.MAX_VALUE);
    }
}
