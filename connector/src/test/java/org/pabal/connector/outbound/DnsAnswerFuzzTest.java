package org.pabal.connector.outbound;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.api.SilentCloseable;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.pabal.core.address.DomainName;
import org.pabal.core.routing.Resolver;
import org.pabal.core.routing.Resolver.Answer;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Answers of name servers: of whatever octets, they are what was asked for, or no answer; never anything else. */
class DnsAnswerFuzzTest {
    private static final int HEADER = 12;
    /** octets of {@link #NAME} on the wire */
    private static final int NAME_OCTETS = 8;

    /** octets of an input that stand for flags and counts */
    private static final int CHOSEN = 4;

    private static final DomainName NAME = new DomainName("a.test");
    private static final List<Integer> TYPES = List.of(Type.A, Type.AAAA, Type.MX, Type.TXT, Type.PTR);

    /** A name server that answers with an input in place of flags, counts and records, and then that it has failed. */
    private static final class Server {
        private final DatagramSocket socket;
        private volatile byte[] input = {};

        Server() throws IOException {
            socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Thread.ofPlatform().daemon().start(this::serve);
        }

        InetSocketAddress address() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        }

        private void serve() {
            DatagramPacket packet = new DatagramPacket(new byte[512], 512);
            try {
                while (true) {
                    packet.setLength(512);
                    socket.receive(packet);
                    byte[] query = packet.getData();
                    int question = HEADER;
                    while (query[question] != 0) {
                        question += query[question] + 1;
                    }
                    byte[] asked = Arrays.copyOf(query, question + 5);
                    answer(packet, chosen(asked));
                    byte[] failed = Arrays.copyOf(asked, asked.length);
                    failed[2] = (byte) 0x80;
                    failed[3] = Rcode.SERVFAIL;
                    answer(packet, failed);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void answer(DatagramPacket query, byte[] answer) throws IOException {
            socket.send(new DatagramPacket(answer, answer.length, query.getSocketAddress()));
        }

        /** One question and nothing more, unless the input says so. */
        private byte[] chosen(byte[] question) {
            byte[] chosen = input;
            byte[] answer = Arrays.copyOf(question, question.length + Math.max(0, chosen.length - CHOSEN));
            Arrays.fill(answer, 6, HEADER, (byte) 0);
            if (chosen.length >= CHOSEN) {
                answer[2] = (byte) (chosen[0] | 0x80);
                answer[3] = chosen[1];
                answer[7] = chosen[2];
                answer[9] = chosen[3];
                System.arraycopy(chosen, CHOSEN, answer, question.length, chosen.length - CHOSEN);
            }
            return answer;
        }
    }

    private static final class Running {
        static final Server SERVER = start();

        private static Server start() {
            try {
                return new Server();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Each type, with a record as dnsjava writes it. */
    static Stream<byte[]> seeds() {
        List<String> data = List.of("192.0.2.1", "2001:db8::1", "10 mx.test.", "\"v=spf1\" \" -all\"", "b.test.");
        // found by fuzzing: an answer that is an update, with an alias that has no data
        byte[] update = HexFormat.of()
                .parseHex("01ac0001000161047465737400000500014a0b00000000000061"
                        + "040161047465000000080161047465041f74651f74007400");
        Stream<byte[]> records = IntStream.range(0, TYPES.size()).boxed().flatMap(i -> {
            byte[] record = record(TYPES.get(i), data.get(i));
            byte[] alias = record(Type.CNAME, "a.test.");
            byte[] endless = record.clone();
            // the first octet of its time to live, behind name, type and class
            endless[NAME_OCTETS + 4] = (byte) 0xff;
            return Stream.of(seed(i, record), seed(i, alias), seed(i, endless));
        });
        return Stream.concat(records, Stream.of(update));
    }

    private static byte[] record(int type, String data) {
        try {
            Name name = Name.fromString("a.test.");
            return Record.fromString(name, type, DClass.IN, 60, data, Name.root).toWire(Section.ANSWER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] seed(int type, byte[] record) {
        byte[] seed = new byte[1 + CHOSEN + record.length];
        seed[0] = (byte) type;
        seed[3] = 1;
        System.arraycopy(record, 0, seed, 1 + CHOSEN, record.length);
        return seed;
    }

    @MethodSource("seeds")
    @FuzzTest
    void areWhatWasAskedForOrNone(byte[] input) {
        if (input.length == 0) {
            return;
        }
        Running.SERVER.input = Arrays.copyOfRange(input, 1, input.length);
        Resolver dns = new DnsClient(
                new DnsSettings(List.of(Running.SERVER.address()), Duration.ofSeconds(5), 100, Duration.ZERO));
        Answer<?> answer = answer(dns, (input[0] & 0xff) % TYPES.size());
        if (answer instanceof Answer.Found<?> found && found.records().size() > 2 * DnsEssence.MAX_RECORDS) {
            throw new AssertionError("more records than are kept");
        }
    }

    /** Jazzer takes a connection for a finding, and here a truncated answer asks for one. */
    @SuppressWarnings("try") // open is all it has to be
    private static Answer<?> answer(Resolver dns, int type) {
        try (SilentCloseable loopback = BugDetectors.allowNetworkConnections()) {
            return switch (type) {
                case 0 -> dns.a(NAME);
                case 1 -> dns.addresses(NAME);
                case 2 -> dns.mx(NAME);
                case 3 -> dns.txt(NAME);
                default -> dns.ptr(NAME);
            };
        }
    }
}
