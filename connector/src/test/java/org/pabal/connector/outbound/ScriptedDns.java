package org.pabal.connector.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A recursive name server on a loopback port, UDP and TCP. A name it knows nothing of does not exist. */
final class ScriptedDns implements AutoCloseable {
    /** What is sent in answer to one question: packets, in their order. */
    interface Script {
        List<byte[]> answer(Message query, boolean tcp) throws IOException;
    }

    private static final int LONGEST_CHAIN = 4;
    private static final int PORTS_TO_TRY = 100;

    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final Queue<Record> records = new ConcurrentLinkedQueue<>();
    private final Map<Name, Script> scripts = new ConcurrentHashMap<>();
    private final Queue<String> questions = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> complaints = new ConcurrentLinkedQueue<>();

    ScriptedDns() throws IOException {
        tcp = new ServerSocket();
        udp = bindBoth(tcp);
        Thread.ofVirtual().start(this::answerUdp);
        Thread.ofVirtual().start(this::answerTcp);
    }

    /** Both at the same port; one that is free for UDP may be taken for TCP by somebody else. */
    private static DatagramSocket bindBoth(ServerSocket tcp) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        BindException taken = new BindException();
        for (int i = 0; i < PORTS_TO_TRY; i++) {
            DatagramSocket udp = new DatagramSocket(0, here);
            try {
                tcp.bind(udp.getLocalSocketAddress(), 50);
                return udp;
            } catch (BindException e) {
                udp.close();
                taken = e;
            }
        }
        throw taken;
    }

    InetSocketAddress address() {
        return (InetSocketAddress) udp.getLocalSocketAddress();
    }

    /** Adds a record with a TTL of five minutes: {@code has("ext.test", Type.MX, "10 mx.ext.test.")}. */
    ScriptedDns has(String name, int type, String data) throws IOException {
        return has(name, type, data, 300);
    }

    ScriptedDns has(String name, int type, String data, int ttl) throws IOException {
        records.add(Record.fromString(name(name), type, DClass.IN, ttl, data, Name.root));
        return this;
    }

    ScriptedDns forgets(String name) throws IOException {
        Name gone = name(name);
        records.removeIf(r -> r.getName().equals(gone));
        return this;
    }

    /** From now on questions about the name are answered by the script. */
    ScriptedDns plays(String name, Script script) throws IOException {
        scripts.put(name(name), script);
        return this;
    }

    ScriptedDns fails(String name, int code) throws IOException {
        return plays(name, (query, overTcp) -> {
            Message answer = empty(query);
            answer.getHeader().setRcode(code);
            return List.of(answer.toWire());
        });
    }

    /** All questions so far, as {@code ext.test. MX udp}. */
    List<String> questions() {
        return List.copyOf(questions);
    }

    /** What the server says of its own. */
    List<byte[]> usual(Message query, boolean overTcp) throws IOException {
        Message answer = empty(query);
        Name name = query.getQuestion().getName();
        for (int i = 0; i < LONGEST_CHAIN; i++) {
            Name current = name;
            List<Record> here =
                    records.stream().filter(r -> r.getName().equals(current)).toList();
            List<Record> wanted = here.stream()
                    .filter(r -> r.getType() == query.getQuestion().getType())
                    .toList();
            List<Record> aliases =
                    here.stream().filter(r -> r.getType() == Type.CNAME).toList();
            if (wanted.isEmpty() && !aliases.isEmpty()) {
                answer.addRecord(aliases.getFirst(), Section.ANSWER);
                name = ((CNAMERecord) aliases.getFirst()).getTarget();
                continue;
            }
            wanted.forEach(r -> answer.addRecord(r, Section.ANSWER));
            if (wanted.isEmpty()) {
                answer.getHeader().setRcode(here.isEmpty() ? Rcode.NXDOMAIN : Rcode.NOERROR);
                answer.addRecord(soa(), Section.AUTHORITY);
            }
            break;
        }
        byte[] octets = answer.toWire(overTcp ? 65_535 : 512);
        return List.of(octets);
    }

    static Message empty(Message query) {
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RD);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(query.getQuestion(), Section.QUESTION);
        return answer;
    }

    private static Record soa() throws IOException {
        return Record.fromString(
                name("test"), Type.SOA, DClass.IN, 60, "ns.test. admin.test. 1 3600 600 86400 60", Name.root);
    }

    private static Name name(String text) throws IOException {
        return Name.fromString(text, Name.root);
    }

    private List<byte[]> answer(byte[] octets, boolean overTcp) throws IOException {
        Message query = new Message(octets);
        assertThat(query.getHeader().getFlag(Flags.RD)).isTrue();
        Record question = query.getQuestion();
        questions.add(question.getName() + " " + Type.string(question.getType()) + (overTcp ? " tcp" : " udp"));
        return scripts.getOrDefault(question.getName(), this::usual).answer(query, overTcp);
    }

    private void answerUdp() {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
                udp.receive(packet);
                for (byte[] octets : answer(Arrays.copyOf(packet.getData(), packet.getLength()), false)) {
                    udp.send(new DatagramPacket(octets, octets.length, packet.getSocketAddress()));
                }
            }
        } catch (SocketException e) {
            assertThat(udp.isClosed()).isTrue();
        } catch (IOException | AssertionError e) {
            complaints.add(e);
        }
    }

    private void answerTcp() {
        try {
            while (true) {
                try (Socket client = tcp.accept()) {
                    DataInputStream in = new DataInputStream(client.getInputStream());
                    byte[] query = new byte[in.readUnsignedShort()];
                    in.readFully(query);
                    DataOutputStream out = new DataOutputStream(client.getOutputStream());
                    for (byte[] octets : answer(query, true)) {
                        out.writeShort(octets.length);
                        out.write(octets);
                    }
                    // the client closes first, or has done so
                    assertThat(in.read()).isEqualTo(-1);
                }
            }
        } catch (SocketException e) {
            assertThat(tcp.isClosed()).isTrue();
        } catch (IOException | AssertionError e) {
            complaints.add(e);
        }
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
        assertThat(complaints).isEmpty();
    }
}
