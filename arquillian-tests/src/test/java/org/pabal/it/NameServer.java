package org.pabal.it;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A name server on a loopback port, UDP alone. Names it does not know do not exist; those of a silenced zone get no answer. */
final class NameServer implements AutoCloseable {
    private static final int HEADER = 12;
    private static final int A = 1;
    private static final int PTR = 12;
    private static final int MX = 15;
    private static final int TXT = 16;
    private static final int MAX_STRING = 255;
    private static final int YES = 0x8580;
    private static final int NO_SUCH_NAME = 0x8583;
    private static final int SERVER_FAILURE = 0x8582;

    private final DatagramSocket socket;
    private final Map<String, List<Data>> records = new ConcurrentHashMap<>();
    private final Queue<String> questions = new ConcurrentLinkedQueue<>();
    private volatile String silent = "";
    private volatile boolean dead;
    private volatile boolean failing;

    /** @param octets as characters from 0 to 255 */
    private record Data(int type, String octets) {
        static Data of(int type, byte[] octets) {
            return new Data(type, new String(octets, StandardCharsets.ISO_8859_1));
        }
    }

    /** @param length in octets, as it stands in a query */
    private record Question(String name, int type, int length) {}

    NameServer() throws IOException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    /** @return as in the setting {@code pabal.dns.servers} */
    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    NameServer hasAddress(String name, String quad) throws IOException {
        return has(name, Data.of(A, InetAddress.getByName(quad).getAddress()));
    }

    NameServer pointsAt(String name, String host) {
        return has(name, Data.of(PTR, name(host)));
    }

    /** @param host empty for a null MX */
    NameServer hasExchanger(String name, int preference, String host) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        octets.write(preference >> 8);
        octets.write(preference);
        octets.writeBytes(host.isEmpty() ? new byte[1] : name(host));
        return has(name, Data.of(MX, octets.toByteArray()));
    }

    /** @param octets as characters from 0 to 255 */
    NameServer hasText(String name, String octets) {
        byte[] text = octets.getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream strings = new ByteArrayOutputStream();
        for (int at = 0; at < text.length || at == 0; at += MAX_STRING) {
            int length = Math.min(MAX_STRING, text.length - at);
            strings.write(length);
            strings.write(text, at, length);
        }
        return has(name, Data.of(TXT, strings.toByteArray()));
    }

    /** From now on nothing is answered about names that end so; empty: everything is. */
    void silences(String zone) {
        silent = zone;
    }

    /** From now on nothing at all is answered, or everything is again. */
    void isDead(boolean now) {
        dead = now;
    }

    /** From now on every answer is that the server cannot tell, or no longer. */
    void isFailing(boolean now) {
        failing = now;
    }

    /** @return the names asked for so far, with their types, as {@code 2.0.0.127.bl.test 16} */
    List<String> questions() {
        return List.copyOf(questions);
    }

    private NameServer has(String name, Data data) {
        records.computeIfAbsent(name, key -> new ArrayList<>()).add(data);
        return this;
    }

    private void serve() {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[1_024], 1_024);
                socket.receive(packet);
                Question question = question(packet.getData());
                questions.add(question.name() + " " + question.type());
                if (!dead && (silent.isEmpty() || !question.name().endsWith(silent))) {
                    byte[] answer = answer(packet.getData(), question);
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private byte[] answer(byte[] query, Question question) throws IOException {
        List<Data> known = records.getOrDefault(question.name(), List.of());
        List<Data> wanted = failing
                ? List.of()
                : known.stream().filter(data -> data.type() == question.type()).toList();
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(octets);
        out.write(query, 0, 2);
        out.writeShort(failing ? SERVER_FAILURE : known.isEmpty() ? NO_SUCH_NAME : YES);
        out.writeShort(1);
        out.writeShort(wanted.size());
        out.writeInt(0);
        out.write(query, HEADER, question.length());
        for (Data data : wanted) {
            // the name of the question, by a pointer to it
            out.writeShort(0xc00c);
            out.writeShort(data.type());
            out.writeShort(1);
            out.writeInt(300);
            out.writeShort(data.octets().length());
            out.writeBytes(data.octets());
        }
        return octets.toByteArray();
    }

    private static Question question(byte[] query) {
        ByteBuffer in = ByteBuffer.wrap(query).position(HEADER);
        List<String> labels = new ArrayList<>();
        for (int length = in.get(); length > 0; length = in.get()) {
            byte[] label = new byte[length];
            in.get(label);
            labels.add(new String(label, StandardCharsets.ISO_8859_1));
        }
        int type = in.getShort();
        return new Question(String.join(".", labels), type, in.position() + 2 - HEADER);
    }

    private static byte[] name(String text) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (String label : text.split("\\.", -1)) {
            octets.write(label.length());
            octets.writeBytes(label.getBytes(StandardCharsets.ISO_8859_1));
        }
        octets.write(0);
        return octets.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
