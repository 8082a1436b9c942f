package org.pabal.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Clients that hand over numbered messages as fast as the server takes them, and remember how far each one came. Every
 * seventh message is broken off before its final dot.
 */
final class Load {
    private static final int BREAK_OFF = 7;
    private static final Pattern TRIAL =
            Pattern.compile("X-Trial: (\\S+)/([0-9]+)/([0-9a-f]{64})\r?\n\r?\n(.*)", Pattern.DOTALL);

    private final String run = Marker.fresh();
    private final int port;
    private final AtomicInteger next = new AtomicInteger();
    private final Map<Integer, List<String>> accepted = new ConcurrentHashMap<>();
    private final Set<Integer> brokenOff = ConcurrentHashMap.newKeySet();
    private final List<Thread> clients = new ArrayList<>();
    private volatile boolean stopped;

    Load(int port) {
        this.port = port;
    }

    void start(int connections) {
        stopped = false;
        for (int i = 0; i < connections; i++) {
            clients.add(Thread.ofVirtual().start(this::sendUntilTheServerIsGone));
        }
    }

    /** Waits until every client has seen that the server is gone, or has finished its message. */
    void join() throws InterruptedException {
        stopped = true;
        for (Thread client : clients) {
            client.join();
        }
        clients.clear();
    }

    /** @return the recipients of each message that got its 250, by number */
    Map<Integer, List<String>> accepted() {
        return accepted;
    }

    /** @return the messages whose final dot was never sent */
    Set<Integer> brokenOff() {
        return brokenOff;
    }

    /** @return the number of a message of this load that has not changed; -1 for another message */
    int number(String content) {
        Matcher matcher = TRIAL.matcher(content);
        if (!matcher.find() || !matcher.group(1).equals(run)) {
            return -1;
        }
        String body = matcher.group(4).replace("\r\n", "\n");
        if (!digest(body).equals(matcher.group(3))) {
            throw new AssertionError("message " + matcher.group(2) + " has changed on its way");
        }
        return Integer.parseInt(matcher.group(2));
    }

    private void sendUntilTheServerIsGone() {
        while (!stopped) {
            try (SmtpClient client = SmtpClient.connect(Pabal.RELAY_CLIENT, port)) {
                client.says("EHLO load.test").hears("250");
                while (!stopped && send(client, next.incrementAndGet())) {}
            } catch (IOException e) {
                // killed, as planned: what was accepted until now is in the books
                return;
            }
        }
    }

    /** @return whether the session can go on */
    private boolean send(SmtpClient client, int number) throws IOException {
        List<String> recipients = recipients(number);
        client.says("MAIL FROM:<user@local.test>").hears("250");
        for (String recipient : recipients) {
            client.says("RCPT TO:<" + recipient + ">").hears("250");
        }
        client.says("DATA").hears("354");
        String content = content(number);
        if (number % BREAK_OFF == 0) {
            brokenOff.add(number);
            client.send(content);
            return false;
        }
        client.send(content + ".\r\n");
        client.reply().hears("250");
        accepted.put(number, recipients);
        return true;
    }

    private static List<String> recipients(int number) {
        return switch (number % 5) {
            case 0 -> List.of("user@local.test", "someone@relay.test");
            case 1 -> List.of("someone@relay.test");
            default -> List.of("user@local.test");
        };
    }

    private String content(int number) {
        Random random = new Random(number);
        byte[] octets = new byte[random.nextInt(57 * 200)];
        random.nextBytes(octets);
        String body = Base64.getMimeEncoder().encodeToString(octets) + "\r\n";
        return "From: load\r\nX-Trial: " + run + "/" + number + "/" + digest(body.replace("\r\n", "\n")) + "\r\n\r\n"
                + body;
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
