package org.pabal.cli.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedirectionTest {
    private static final String MESSAGE = "Subject: hello\n\nHello.\n";
    private static final String DTLINE = "Delivered-To: ada@local.test\n";

    @TempDir
    private Path directory;

    private final Map<String, String> environment =
            new HashMap<>(Map.of("SENDER", "bob@remote.test", "NEWSENDER", "ada-owner@local.test", "DTLINE", DTLINE));

    /** @param heard what the server was told */
    private record Result(int exitCode, String said, String heard) {}

    private static String netstring(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length + ":" + text + ",";
    }

    /** With a server that reads one request and gives this answer, whatever it is. */
    private Result run(String answer, int offset, String... arguments) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                FileChannel input = FileChannel.open(Files.writeString(directory.resolve("message"), MESSAGE))) {
            input.position(offset);
            CompletableFuture<String> heard = CompletableFuture.supplyAsync(() -> serve(server, answer));
            environment.put("PABAL_QMQP", "127.0.0.1:" + server.getLocalPort());
            Result result = run(input, arguments);
            return new Result(result.exitCode(), result.said(), heard.join());
        }
    }

    private Result run(FileChannel input, String... arguments) {
        StringWriter said = new StringWriter();
        int exitCode = Redirection.run(arguments, environment, input, new PrintWriter(said));
        return new Result(exitCode, said.toString().replace(System.lineSeparator(), "\n"), "");
    }

    private static String serve(ServerSocket server, String answer) {
        try (Socket socket = server.accept()) {
            InputStream in = socket.getInputStream();
            StringBuilder length = new StringBuilder();
            for (int c = in.read(); c != ':'; c = in.read()) {
                length.append((char) c);
            }
            byte[] request = in.readNBytes(Integer.parseInt(length.toString()) + 1);
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            return new String(request, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void forwardSendsWhatIsLeftToBeReadWithTheNewSender() throws IOException {
        Result result = run(netstring("Kok 1700000000 qp 4711"), 0, "forward", "eve@remote.test", "kim@remote.test");

        assertThat(result)
                .isEqualTo(new Result(
                        0,
                        "forward: qp 4711\n",
                        netstring(DTLINE + MESSAGE) + netstring("ada-owner@local.test") + netstring("eve@remote.test")
                                + netstring("kim@remote.test") + ","));
        assertThat(run(netstring("Kok"), 9, "forward", "eve@remote.test").heard())
                .startsWith(netstring(DTLINE + MESSAGE.substring(9)));
    }

    @Test
    void condredirectSendsTheWholeMessageWithItsSender() throws IOException {
        Result result = run(netstring("Kok 1700000000 qp 4712"), 9, "condredirect", "eve@remote.test");

        assertThat(result)
                .isEqualTo(new Result(
                        99,
                        "condredirect: qp 4712\n",
                        netstring(DTLINE + MESSAGE) + netstring("bob@remote.test") + netstring("eve@remote.test")
                                + ","));
    }

    @Test
    void nullSenderStaysNull() throws IOException {
        environment.put("NEWSENDER", "");

        assertThat(run(netstring("Kok"), 0, "forward", "eve@remote.test").heard())
                .endsWith(",0:," + netstring("eve@remote.test") + ",");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "22:Dno such user (#5.1.1),|100|forward: fatal: no such user (#5.1.1)",
                "15:Zbusy (#4.3.0),|111|forward: fatal: the mail server cannot be asked: its answer broke off (#4.4.1)",
                "14:Zbusy (#4.3.0),|111|forward: fatal: busy (#4.3.0)",
                "3:X y,|111|forward: fatal:  y",
                "0:,|111|forward: fatal: the mail server cannot be asked: its answer broke off (#4.4.1)",
                "HTTP/1.1 400|111|forward: fatal: the mail server cannot be asked: its answer broke off (#4.4.1)",
                "''|111|forward: fatal: the mail server cannot be asked: its answer broke off (#4.4.1)"
            })
    void onlyAnAnswerIsFinal(String answer, int exitCode, String said) throws IOException {
        Result result = run(answer, 0, "forward", "eve@remote.test");

        assertThat(result.said()).isEqualTo(said + "\n");
        assertThat(result.exitCode()).isEqualTo(exitCode);
    }

    @Test
    void serverThatIsNotThereIsTriedAgain() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        environment.put("PABAL_QMQP", Integer.toString(port));
        try (FileChannel input = FileChannel.open(Files.writeString(directory.resolve("message"), MESSAGE))) {
            Result result = run(input, "forward", "eve@remote.test");

            assertThat(result.exitCode()).isEqualTo(111);
            assertThat(result.said()).startsWith("forward: fatal: the mail server cannot be asked: ");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "forward, NEWSENDER, 100, 'forward: fatal: NEWSENDER not set'",
        "forward, DTLINE, 100, 'forward: fatal: DTLINE not set'",
        "condredirect, SENDER, 100, 'condredirect: fatal: SENDER not set'"
    })
    void outsideOfADeliveryNothingIsDone(String command, String missing, int exitCode, String said) throws IOException {
        environment.remove(missing);
        try (FileChannel input = FileChannel.open(Files.writeString(directory.resolve("message"), MESSAGE))) {
            assertThat(run(input, command, "eve@remote.test")).isEqualTo(new Result(exitCode, said + "\n", ""));
        }
    }

    @Test
    void mistakesAreTold() throws IOException {
        try (FileChannel input = FileChannel.open(Files.writeString(directory.resolve("message"), MESSAGE))) {
            assertThat(run(input, "forward")).isEqualTo(new Result(100, "forward: usage: forward address ...\n", ""));
            environment.put("PABAL_QMQP", "here");
            assertThat(run(input, "forward", "eve@remote.test"))
                    .isEqualTo(new Result(111, "forward: fatal: this is no host with a port: here (#4.3.5)\n", ""));
        }
    }

    @Test
    void aMessageFromAPipeIsReadToItsEnd() throws IOException {
        Path fifo = directory.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString())
                        .start()
                        .onExit()
                        .join()
                        .exitValue())
                .isZero();
        CompletableFuture<Path> writing = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.writeString(fifo, MESSAGE);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        try (FileChannel input = FileChannel.open(fifo)) {
            Message message = Message.of(new byte[0], input, false);
            assertThat(message.octets()).isEqualTo(MESSAGE.length());
        }
        assertThat(writing.join()).isEqualTo(fifo);
    }
}
