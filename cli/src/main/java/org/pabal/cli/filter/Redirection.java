package org.pabal.cli.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Queues the message of a delivery for other addresses (qmail's forward.c, condredirect.c), by the QMQP listener: the
 * environment variable {@code PABAL_QMQP}, the first line of {@code /etc/pabal/qmqp}, or {@code 127.0.0.1:2628}.
 */
public final class Redirection {
    private static final Path CONFIGURED = Path.of("/etc/pabal/qmqp");
    private static final String USUAL = "127.0.0.1:2628";
    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(?:([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+]):)?([0-9]{1,5})");
    private static final Pattern QUEUED = Pattern.compile("\\bqp ([0-9]+)");

    /** The two commands. */
    private enum Kind {
        FORWARD("forward", "NEWSENDER", 0, "forward: usage: forward address ..."),
        CONDREDIRECT("condredirect", "SENDER", 99, "condredirect: usage: condredirect newaddress program [ arg ... ]");

        private final String name;
        private final String sender;
        private final int done;
        private final String usage;

        Kind(String name, String sender, int done, String usage) {
            this.name = name;
            this.sender = sender;
            this.done = done;
            this.usage = usage;
        }
    }

    private final Kind kind;
    private final Map<String, String> environment;
    private final FileChannel input;

    private Redirection(Kind kind, Map<String, String> environment, FileChannel input) {
        this.kind = kind;
        this.environment = environment;
        this.input = input;
    }

    /** Whether a command line is one of these. */
    public static boolean isMeant(String[] arguments) {
        return arguments.length > 0 && Arrays.stream(Kind.values()).anyMatch(one -> one.name.equals(arguments[0]));
    }

    /**
     * Runs one.
     *
     * @param arguments the command, then the addresses; for condredirect without the program, which has said yes
     * @param input the message; forward begins where others have stopped reading
     * @return the exit status
     */
    public static int run(String[] arguments, Map<String, String> environment, FileChannel input, PrintWriter err) {
        Kind kind = Arrays.stream(Kind.values())
                .filter(one -> one.name.equals(arguments[0]))
                .findFirst()
                .orElseThrow();
        try {
            String id = new Redirection(kind, environment, input)
                    .to(List.of(arguments).subList(1, arguments.length));
            err.println(kind.name + ": qp " + id);
            return kind.done;
        } catch (FilterException e) {
            err.println(e.getMessage());
            return e.exitCode();
        }
    }

    private String to(List<String> addresses) throws FilterException {
        if (addresses.isEmpty() || (kind == Kind.CONDREDIRECT && addresses.size() > 1)) {
            throw new FilterException(FilterException.NEVER, kind.usage);
        }
        String sender = variable(kind.sender);
        byte[] head = variable("DTLINE").getBytes(UTF_8);
        QmqpDoor door = new QmqpDoor(door());
        QmqpDoor.Answer answer;
        try {
            Message message = Message.of(head, input, kind == Kind.CONDREDIRECT);
            answer = door.hand(sender, addresses, message);
        } catch (IOException e) {
            throw fatal(FilterException.LATER, "the mail server cannot be asked: " + e.getMessage() + " (#4.4.1)");
        }
        Matcher queued = QUEUED.matcher(answer.text());
        return switch (answer.verdict()) {
            case 'K' -> queued.find() ? queued.group(1) : "0";
            case 'D' -> throw fatal(FilterException.NEVER, answer.text());
            default -> throw fatal(FilterException.LATER, answer.text());
        };
    }

    private String variable(String name) throws FilterException {
        String value = environment.get(name);
        if (value == null) {
            throw fatal(FilterException.NEVER, name + " not set");
        }
        return value;
    }

    private InetSocketAddress door() throws FilterException {
        String text = environment.getOrDefault("PABAL_QMQP", configured());
        Matcher matcher = HOST_AND_PORT.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 65_535) {
            throw fatal(FilterException.LATER, "this is no host with a port: " + text + " (#4.3.5)");
        }
        return new InetSocketAddress(
                matcher.group(1) == null ? "127.0.0.1" : matcher.group(1), Integer.parseInt(matcher.group(2)));
    }

    private String configured() throws FilterException {
        try {
            return Files.isReadable(CONFIGURED)
                    ? Files.readString(CONFIGURED)
                            .lines()
                            .findFirst()
                            .orElse(USUAL)
                            .strip()
                    : USUAL;
        } catch (IOException e) {
            throw fatal(FilterException.LATER, CONFIGURED + " cannot be read: " + e.getMessage() + " (#4.3.5)");
        }
    }

    private FilterException fatal(int exitCode, String text) {
        return new FilterException(exitCode, kind.name + ": fatal: " + text);
    }
}
