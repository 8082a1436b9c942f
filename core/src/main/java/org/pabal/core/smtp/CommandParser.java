package org.pabal.core.smtp;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pabal.core.address.ForwardPath;
import org.pabal.core.address.PathParser;
import org.pabal.core.address.PathParser.Parsed;
import org.pabal.core.address.ReversePath;
import org.pabal.core.address.Utf8;

/**
 * Reads one command line. A verb ends at the first space and knows no case; spaces after it are skipped (RFC 5321 §2.4;
 * qmail: commands.c). Tabs are not separators.
 */
public final class CommandParser {
    private static final int MAX_HELLO = 255;
    /** at the end of the first line of a request */
    private static final Pattern VERSION = Pattern.compile("(?:HTTP|SIP|RTSP|ICAP)/[0-9.]+");

    private static final Pattern CHUNK = Pattern.compile("(\\d{1,18})( +LAST)?", Pattern.CASE_INSENSITIVE);

    private CommandParser() {}

    /** @param line octets of one line without its CRLF, none of them CR, LF or NUL */
    public static Command parse(byte[] line, int offset, int length) {
        String text = new String(line, offset, length, StandardCharsets.ISO_8859_1);
        int space = text.indexOf(' ');
        String verb = (space < 0 ? text : text.substring(0, space)).toUpperCase(Locale.ROOT);
        String argument = space < 0 ? "" : trim(text.substring(space));
        return switch (verb) {
            case "HELO" -> new Command.Greet(new SmtpEndpoint.Hello(safe(argument), false));
            case "EHLO" -> new Command.Greet(new SmtpEndpoint.Hello(safe(argument), true));
            // no parameters (RFC 3207 §4), not even the spaces that other commands may end with
            case "STARTTLS" -> space < 0 ? new Command.StartTls() : new Command.Faulty(Replies.NO_ARGUMENT_ALLOWED);
            case "AUTH" -> auth(argument);
            case "MAIL" -> mail(argument);
            case "RCPT" -> recipient(argument);
            case "DATA" -> withoutArgument(new Command.Data(), argument);
            case "BDAT" -> chunk(argument);
            case "RSET" -> withoutArgument(new Command.Reset(), argument);
            case "QUIT" -> withoutArgument(new Command.Quit(), argument);
            case "NOOP" -> new Command.Noop();
            case "VRFY" -> new Command.Verify();
            case "HELP" -> new Command.Help();
            // whom it is open to speaks it before this parser is asked
            case "XCLIENT" -> new Command.Faulty(Replies.NO_PROXY);
            case "GET", "POST", "PUT", "HEAD", "OPTIONS", "CONNECT" -> new Command.Foreign();
            case "" -> new Command.Faulty(Replies.NO_VERB);
            default -> unknown(verb, argument);
        };
    }

    private static Command unknown(String verb, String argument) {
        if (VERSION.matcher(argument.substring(argument.lastIndexOf(' ') + 1)).matches()) {
            return new Command.Foreign();
        }
        // a client that meant STARTTLS must not take this for a server without it
        return new Command.Faulty(verb.startsWith("STARTTLS") ? Replies.UNKNOWN : Replies.UNIMPLEMENTED);
    }

    private static Command auth(String argument) {
        List<String> words = List.of(argument.split(" ", -1));
        if (argument.isEmpty() || words.size() > 2) {
            return new Command.Faulty(Replies.AUTH_SYNTAX);
        }
        return new Command.Auth(words.get(0), words.stream().skip(1).findFirst());
    }

    private static Command mail(String octets) {
        Optional<String> argument = Utf8.decode(octets);
        if (argument.isEmpty()) {
            return new Command.Faulty(Replies.MALFORMED_UTF8);
        }
        return switch (PathParser.reversePath(argument.get())) {
            case Parsed.Malformed<ReversePath> malformed ->
                new Command.Faulty(Replies.badPath(malformed.problem(), "5.1.7"));
            case Parsed.Path<ReversePath> path -> ParameterParser.mail(path.path(), path.rest());
        };
    }

    private static Command recipient(String octets) {
        Optional<String> argument = Utf8.decode(octets);
        if (argument.isEmpty()) {
            return new Command.Faulty(Replies.MALFORMED_UTF8);
        }
        return switch (PathParser.forwardPath(argument.get())) {
            case Parsed.Malformed<ForwardPath> malformed ->
                new Command.Faulty(Replies.badPath(malformed.problem(), "5.1.3"));
            case Parsed.Path<ForwardPath> path -> ParameterParser.recipient(path.path(), path.rest());
        };
    }

    private static Command chunk(String argument) {
        Matcher chunk = CHUNK.matcher(argument);
        return chunk.matches()
                ? new Command.Chunk(Long.parseLong(chunk.group(1)), chunk.group(2) != null)
                : new Command.BoundlessChunk();
    }

    private static Command withoutArgument(Command command, String argument) {
        return argument.isEmpty() ? command : new Command.Faulty(Replies.NO_ARGUMENT_ALLOWED);
    }

    /** A wrong name is no reason to refuse mail (RFC 5321 §4.1.4), but what is kept of it can go into logs and fields. */
    private static String safe(String name) {
        StringBuilder kept = new StringBuilder(name.length());
        for (int i = 0; i < Math.min(name.length(), MAX_HELLO); i++) {
            char c = name.charAt(i);
            kept.append(c < ' ' || c > '~' ? '?' : c);
        }
        return kept.toString();
    }

    private static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) == ' ') {
            start++;
        }
        while (end > start && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(start, end);
    }
}
