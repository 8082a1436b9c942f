package org.pabal.web.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ProbeTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Logger LOG = Logger.getLogger(Probe.class.getName());

    @BeforeEach
    void quiet() {
        LOG.setLevel(Level.OFF);
    }

    @AfterEach
    void loud() {
        LOG.setLevel(null);
    }

    @Test
    void theAnswerDecides() {
        Probe broken = new Probe("x", LONG, () -> {
            throw new IOException("away");
        });
        assertThat(new Probe("x", LONG, () -> true).isUp()).isTrue();
        assertThat(new Probe("x", LONG, () -> false).isUp()).isFalse();
        assertThat(broken.isUp()).isFalse();
    }

    @Test
    void eachCallPutsTheQuestionAnew() {
        AtomicInteger questions = new AtomicInteger();
        Probe probe = new Probe("x", LONG, () -> questions.incrementAndGet() > 1);
        assertThat(probe.isUp()).isFalse();
        assertThat(probe.isUp()).isTrue();
    }

    @Test
    void aQuestionThatHangsIsNotPutAgainUntilItIsAnswered() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger questions = new AtomicInteger();
        Probe probe = new Probe("x", Duration.ofMillis(1), () -> {
            questions.incrementAndGet();
            asked.countDown();
            release.await();
            return true;
        });

        assertThat(probe.isUp()).isFalse();
        asked.await();
        assertThat(probe.isUp()).isFalse();
        release.countDown();

        assertThat(questions).hasValue(1);
    }

    @Nested
    class AListener {
        private ServerSocket listener;

        @BeforeEach
        void listen() throws IOException {
            listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        }

        @AfterEach
        void close() throws IOException {
            listener.close();
        }

        private boolean answers() throws IOException {
            return ListenerProbe.answers(
                    InetAddress.getLoopbackAddress(), listener.getLocalPort(), new ListenerProbe.Habit(true, false));
        }

        private <T> FutureTask<T> inBackground(Callable<T> server) {
            FutureTask<T> task = new FutureTask<>(server);
            Thread.startVirtualThread(task);
            return task;
        }

        @Test
        void thatGreetsIsUpAndIsToldGoodbye() throws IOException, ExecutionException, InterruptedException {
            FutureTask<String> server = inBackground(() -> {
                try (Socket client = listener.accept()) {
                    client.getOutputStream().write("220 mx.test ESMTP\r\n".getBytes(StandardCharsets.US_ASCII));
                    return new String(client.getInputStream().readNBytes(6), StandardCharsets.US_ASCII);
                }
            });
            assertThat(answers()).isTrue();
            assertThat(server.get()).isEqualTo("QUIT\r\n");
        }

        @Test
        void thatShutsUsOutWithoutAWordIsUp() throws IOException, ExecutionException, InterruptedException {
            FutureTask<Boolean> server = inBackground(() -> {
                listener.accept().close();
                return true;
            });
            assertThat(answers()).isTrue();
            assertThat(server.get()).isTrue();
        }

        @Test
        void thatIsGoneIsDown() throws IOException {
            listener.close();
            assertThatThrownBy(this::answers).isInstanceOf(IOException.class);
        }
    }
}
