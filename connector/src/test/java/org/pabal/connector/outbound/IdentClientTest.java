package org.pabal.connector.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pabal.core.smtp.Peer;

class IdentClientTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final Peer PEER = new Peer("smtp", HERE, 51_234, HERE, 25, Optional.empty());
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final IdentClient client = new IdentClient();
    private ServerSocket server;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 5, HERE);
        client.setPort(Integer.toString(server.getLocalPort()));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    /** Takes one question and answers it so. @return the question */
    private CompletableFuture<String> answering(String... pieces) {
        CompletableFuture<String> question = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try (Socket socket = server.accept()) {
                byte[] octets = new byte[100];
                int length = socket.getInputStream().read(octets);
                question.complete(new String(octets, 0, length, StandardCharsets.US_ASCII));
                for (String piece : pieces) {
                    socket.getOutputStream().write(piece.getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                question.completeExceptionally(e);
            }
        });
        return question;
    }

    @Test
    void theHostSaysWho() {
        CompletableFuture<String> question = answering("51234 , 25 : USER", "ID : UNIX : joe\r", "\nmore");

        assertThat(client.ask(PEER, LONG)).contains("joe");
        assertThat(question.join()).isEqualTo("51234 , 25\r\n");
    }

    @Test
    void aHostThatWillNotSaySaysNothing() {
        CompletableFuture<String> question = answering("51234,25:ERROR:HIDDEN-USER\r\n");

        assertThat(client.ask(PEER, LONG)).contains("");
        assertThat(question.join()).isNotEmpty();
    }

    @Test
    void anAnswerWithoutAnEndIsNone() {
        CompletableFuture<String> question = answering("51234,25:USERID:UNIX:joe");

        assertThat(client.ask(PEER, LONG)).isEmpty();
        assertThat(question.join()).isNotEmpty();
    }

    @Test
    void anEndlessAnswerIsNone() {
        CompletableFuture<String> question = answering("x".repeat(20_000));

        assertThat(client.ask(PEER, LONG)).isEmpty();
        assertThat(question.join()).isNotEmpty();
    }

    @Test
    void aSilentHostIsNotWaitedForTooLong() {
        long began = System.nanoTime();

        assertThat(client.ask(PEER, SHORT)).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void mostHostsHaveNoIdentServer() throws IOException {
        server.close();

        assertThat(client.ask(PEER, LONG)).isEmpty();
    }

    @Test
    void thePortIsOne() {
        assertThat(new IdentClient().getPort()).isEqualTo("113");
        assertThatThrownBy(() -> client.setPort("0")).hasMessageContaining("port must be a number from 1 to 65535");
    }
}
