package org.pabal.core.trace;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Command lines without their secrets. Shown is only what is known to hold none: a line that is no command may be a password that
 * came after a refused AUTH, or content that came after a refused DATA.
 */
final class CommandText {
    private static final Set<String> WITH_ARGUMENT = Set.of("HELO", "EHLO", "LHLO", "BDAT", "VRFY", "EXPN", "ETRN");
    private static final Set<String> ALONE = Set.of(
            "DATA",
            "RSET",
            "QUIT",
            "NOOP",
            "HELP",
            "STARTTLS",
            "TURN",
            "GET",
            "POST",
            "PUT",
            "HEAD",
            "OPTIONS",
            "CONNECT");
    /** as in {@code MAIL FROM:<>}; without brackets a single word */
    private static final Pattern PATH =
            Pattern.compile("(MAIL +FROM|RCPT +TO): *(<.*|[^ ]*)", Pattern.CASE_INSENSITIVE);

    private static final Set<String> ATTRIBUTES =
            Set.of("NAME", "ADDR", "PORT", "PROTO", "HELO", "DESTADDR", "DESTPORT");
    private static final Set<String> MECHANISMS = Set.of(
            "PLAIN",
            "LOGIN",
            "CRAM-MD5",
            "DIGEST-MD5",
            "SCRAM-SHA-1",
            "SCRAM-SHA-1-PLUS",
            "SCRAM-SHA-256",
            "SCRAM-SHA-256-PLUS",
            "SCRAM-SHA-512",
            "SCRAM-SHA-512-PLUS",
            "XOAUTH2",
            "OAUTHBEARER",
            "EXTERNAL",
            "ANONYMOUS",
            "GSSAPI",
            "NTLM");

    private CommandText() {}

    /** @param octets one line without its CRLF, as ISO-8859-1 shows it */
    static String of(String octets) {
        List<String> words = List.of(octets.split(" ", -1));
        String verb = upper(words.get(0));
        if (verb.equals("AUTH")) {
            return words.get(0) + auth(words.subList(1, words.size()));
        }
        if (verb.equals("XCLIENT")) {
            return words.get(0) + " "
                    + words.stream().skip(1).map(CommandText::attribute).collect(Collectors.joining(" "));
        }
        if (WITH_ARGUMENT.contains(verb) || PATH.matcher(octets).matches()) {
            return TraceText.of(octets);
        }
        if (ALONE.contains(verb)) {
            return words.get(0) + (words.size() > 1 ? " " + TraceText.SECRET : "");
        }
        return octets.isEmpty() ? "" : TraceText.SECRET;
    }

    private static String auth(List<String> words) {
        if (words.isEmpty()) {
            return "";
        }
        boolean known = MECHANISMS.contains(upper(words.get(0)));
        return (known ? " " + words.get(0) : "") + (known && words.size() == 1 ? "" : " " + TraceText.SECRET);
    }

    private static String attribute(String word) {
        int equals = word.indexOf('=');
        boolean known = equals > 0 && ATTRIBUTES.contains(upper(word.substring(0, equals)));
        if (known) {
            return TraceText.of(word);
        }
        return equals > 0 && upper(word.substring(0, equals)).equals("LOGIN")
                ? word.substring(0, equals + 1) + TraceText.SECRET
                : TraceText.SECRET;
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
