package org.pabal.it;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A next hop that records every octet of the contents it takes and answers recipients as it is told. It ends a content
 * at the first {@code CRLF . CRLF}, as every server must: a second one shows as commands.
 */
final class Sink implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ServerSocket socket;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private volatile UnaryOperator<String> recipientReply = path -> "250 2.1.5 ok";
    private volatile String contentReply = "250 2.0.0 taken";
    private volatile List<String> extensions = List.of();
    private final List<String> chunks = new CopyOnWriteArrayList<>();

    /**
     * One accepted content.
     *
     * @param wire what came after 354, the final dot and its line end included, as ISO 8859-1
     */
    record Received(String sender, List<String> recipients, String wire) {
        /** @return the content without dot-stuffing and final dot; lines end with CRLF */
        String content() {
            String body = wire.substring(0, wire.length() - ".\r\n".length());
            return body.startsWith(".") ? body.substring(1).replace("\r\n.", "\r\n") : body.replace("\r\n.", "\r\n");
        }
    }

    private Sink(ServerSocket socket) {
        this.socket = socket;
    }

    /** Accepts everything until told otherwise. */
    static Sink start() throws IOException {
        return on(Ports.anyFree());
    }

    static Sink on(int port) throws IOException {
        Sink sink = new Sink(new ServerSocket(port, 200, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(sink::acceptAll);
        return sink;
    }

    int port() {
        return socket.getLocalPort();
    }

    /** @return a line of {@code smtproutes} that leads here */
    String routeOf(String domain) {
        return domain + ":127.0.0.1:" + port() + "\n";
    }

    /** @param reply from the path without angle brackets to a whole reply line */
    void answersRecipients(UnaryOperator<String> reply) {
        recipientReply = reply;
    }

    void answersContents(String reply) {
        contentReply = reply;
    }

    /** @param keywords lines of the answer to EHLO, besides those that it always has */
    void offers(String... keywords) {
        extensions = List.of(keywords);
    }

    /** @return the octets of each BDAT, as ISO 8859-1 */
    List<String> chunks() {
        return chunks;
    }

    List<Received> received() {
        return received;
    }

    /** @return all command lines of all sessions */
    List<String> commands() {
        return commands;
    }

    /** Waits for a content that contains the text. */
    Received await(String text) {
        return Awaited.value(
                PATIENCE,
                () -> received.stream()
                        .filter(message -> message.wire().contains(text))
                        .findFirst());
    }

    private void acceptAll() {
        while (!socket.isClosed()) {
            try {
                Socket peer = socket.accept();
                Thread.ofVirtual().start(() -> serve(peer));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket peer) {
        try (peer) {
            new Session(new BufferedInputStream(peer.getInputStream()), peer.getOutputStream()).run();
        } catch (EOFException | SocketException e) {
            commands.add("(gone)");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private final class Session {
        private final InputStream in;
        private final OutputStream out;
        private String sender = "";
        private final List<String> recipients = new ArrayList<>();

        Session(InputStream in, OutputStream out) {
            this.in = in;
            this.out = out;
        }

        void run() throws IOException {
            say("220 sink.test ESMTP");
            while (true) {
                String command = until("\r\n").stripTrailing();
                commands.add(command);
                if (command.equalsIgnoreCase("QUIT")) {
                    say("221 bye");
                    return;
                }
                obey(command, command.toUpperCase(Locale.ROOT));
            }
        }

        private void obey(String command, String upper) throws IOException {
            if (upper.startsWith("EHLO")) {
                say("250-sink.test\r\n250-PIPELINING\r\n250-8BITMIME\r\n"
                        + extensions.stream()
                                .map(line -> "250-" + line + "\r\n")
                                .collect(Collectors.joining())
                        + "250 ENHANCEDSTATUSCODES");
            } else if (upper.startsWith("MAIL FROM:")) {
                sender = path(command);
                recipients.clear();
                say("250 2.1.0 ok");
            } else if (upper.startsWith("RCPT TO:")) {
                recipient(path(command));
            } else if (upper.equals("DATA")) {
                content();
            } else if (upper.startsWith("BDAT ")) {
                int octets = Integer.parseInt(upper.split(" ", -1)[1]);
                chunks.add(new String(in.readNBytes(octets), StandardCharsets.ISO_8859_1));
                recipients.clear();
                say(contentReply);
            } else {
                recipients.clear();
                say("250 2.0.0 ok");
            }
        }

        private void recipient(String path) throws IOException {
            String reply = recipientReply.apply(path);
            if (reply.startsWith("2")) {
                recipients.add(path);
            }
            say(reply);
        }

        private void content() throws IOException {
            if (recipients.isEmpty()) {
                say("554 5.5.1 no valid recipients");
                return;
            }
            say("354 go");
            String first = until("\r\n");
            String wire = first.equals(".\r\n") ? first : first + until("\r\n.\r\n");
            String reply = contentReply;
            if (reply.startsWith("2")) {
                received.add(new Received(sender, List.copyOf(recipients), wire));
            }
            recipients.clear();
            say(reply);
        }

        private void say(String reply) throws IOException {
            out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }

        private String until(String end) throws IOException {
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            byte[] wanted = end.getBytes(StandardCharsets.US_ASCII);
            int matched = 0;
            while (matched < wanted.length) {
                int octet = in.read();
                if (octet < 0) {
                    throw new EOFException();
                }
                octets.write(octet);
                matched = octet == wanted[matched] ? matched + 1 : octet == wanted[0] ? 1 : 0;
            }
            return octets.toString(StandardCharsets.ISO_8859_1);
        }

        private static String path(String command) {
            return command.substring(command.indexOf('<') + 1, command.indexOf('>'));
        }
    }
}
