package org.pabal.core.smtp;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pabal.core.address.PathProblem;
import org.pabal.core.auth.Mechanism;

/** Everything the server says of its own accord; qmail-smtpd's words where it has some. */
public final class Replies {
    static final SmtpReply SENDER_OK = SmtpReply.of(250, "2.1.0", "ok");
    static final SmtpReply RECIPIENT_OK = SmtpReply.of(250, "2.1.5", "ok");
    static final SmtpReply NOOP_OK = SmtpReply.of(250, "2.0.0", "ok");
    static final SmtpReply FLUSHED = SmtpReply.of(250, "2.0.0", "flushed");
    static final SmtpReply VERIFY = SmtpReply.of(252, "2.0.0", "send some mail, i'll try my best");
    static final SmtpReply HELP =
            SmtpReply.of(214, "2.0.0", "Pabal: HELO EHLO STARTTLS AUTH MAIL RCPT DATA BDAT RSET NOOP VRFY HELP QUIT");
    static final SmtpReply READY_FOR_TLS = SmtpReply.of(220, "2.0.0", "ready to start TLS");
    public static final SmtpReply GO_AHEAD = SmtpReply.of(354, "go ahead");

    static final SmtpReply TLS_IS_ACTIVE = SmtpReply.of(503, "5.5.1", "TLS is active already");
    /** Octets in the same segment as STARTTLS, behind it. */
    public static final SmtpReply PLAINTEXT_AFTER_STARTTLS =
            SmtpReply.of(554, "5.5.0", "nothing may be sent between STARTTLS and its reply");

    /** Octets before the greeting. */
    public static final SmtpReply TALKED_EARLY = SmtpReply.of(554, "5.5.0", "you talk before you are greeted");
    /** Commands that did not wait for a reply they had to wait for. */
    public static final SmtpReply OUT_OF_STEP = SmtpReply.of(554, "5.5.0", "you do not wait for replies");

    static final SmtpReply MAIL_FIRST = SmtpReply.of(503, "5.5.1", "MAIL first");
    static final SmtpReply RECIPIENT_FIRST = SmtpReply.of(503, "5.5.1", "RCPT first");
    static final SmtpReply ONE_MAIL_AT_A_TIME = SmtpReply.of(503, "5.5.1", "one MAIL at a time");
    static final SmtpReply NO_VALID_RECIPIENTS = SmtpReply.of(554, "5.5.1", "no valid recipients");
    static final SmtpReply NO_RECIPIENTS_NOW = SmtpReply.of(451, "4.5.1", "no valid recipients, try again later");
    public static final SmtpReply TOO_MANY_RECIPIENTS = SmtpReply.of(452, "4.5.3", "too many recipients");
    static final SmtpReply AUTHENTICATION_REQUIRED = SmtpReply.of(530, "5.7.0", "authentication required");
    static final SmtpReply AUTHENTICATED = SmtpReply.of(235, "2.7.0", "ok, go ahead");
    static final SmtpReply AUTH_SYNTAX = SmtpReply.of(501, "5.5.4", "syntax: AUTH mechanism [initial-response]");
    static final SmtpReply AUTHENTICATED_ALREADY = SmtpReply.of(503, "5.5.1", "authenticated already");
    static final SmtpReply AUTH_AFTER_EHLO = SmtpReply.of(503, "5.5.1", "EHLO first");
    static final SmtpReply AUTH_IN_TRANSACTION = SmtpReply.of(503, "5.5.1", "no AUTH between MAIL and its end");
    static final SmtpReply NO_SUCH_MECHANISM = SmtpReply.of(504, "5.5.4", "mechanism not known");
    static final SmtpReply ENCRYPTION_REQUIRED = SmtpReply.of(538, "5.7.11", "encryption required for authentication");
    public static final SmtpReply AUTH_CANCELLED = SmtpReply.of(501, "5.7.0", "authentication cancelled");
    public static final SmtpReply AUTH_MALFORMED = SmtpReply.of(501, "5.5.2", "response malformed");
    /** The same for a wrong name and a wrong password. */
    public static final SmtpReply AUTH_REFUSED = SmtpReply.of(535, "5.7.8", "authentication failed");

    public static final SmtpReply AUTH_BUSY =
            SmtpReply.of(454, "4.7.0", "authentication not possible just now, try again later");
    static final SmtpReply UNIMPLEMENTED = SmtpReply.of(502, "5.5.1", "unimplemented");
    static final SmtpReply NO_PROXY = SmtpReply.of(550, "5.7.0", "insufficient authorization");
    /** A client that a proxy speaks for may not connect. */
    public static final SmtpReply CLIENT_DENIED = SmtpReply.of(554, "5.7.1", "this client may not connect");
    /** XCLIENT between MAIL and its end. */
    public static final SmtpReply IN_TRANSACTION = SmtpReply.of(503, "5.5.1", "not between MAIL and its end");

    static final SmtpReply LHLO_ONLY = SmtpReply.of(500, "5.5.1", "this is LMTP: say LHLO");
    static final SmtpReply NO_RECIPIENT_TO_DELIVER_TO = SmtpReply.of(503, "5.5.1", "no valid recipients");
    /** An address of QMTP or QMQP that is none. */
    public static final SmtpReply BAD_SENDER = SmtpReply.of(553, "5.1.7", "sender address malformed");
    /** An address of QMTP or QMQP that is none. */
    public static final SmtpReply BAD_RECIPIENT = SmtpReply.of(553, "5.1.3", "recipient address malformed");

    static final SmtpReply UNKNOWN = SmtpReply.of(500, "5.5.2", "command not known");
    static final SmtpReply NO_VERB = SmtpReply.of(500, "5.5.2", "no command");
    static final SmtpReply NO_ARGUMENT_ALLOWED = SmtpReply.of(501, "5.5.4", "no argument allowed");
    static final SmtpReply UNKNOWN_PARAMETER = SmtpReply.of(555, "5.5.4", "parameter not known");
    static final SmtpReply MALFORMED_UTF8 = SmtpReply.of(501, "5.5.2", "malformed UTF-8");
    static final SmtpReply SMTPUTF8_NEEDED = SmtpReply.of(553, "5.6.7", "address beyond US-ASCII without SMTPUTF8");
    static final SmtpReply BAD_PARAMETER = SmtpReply.of(501, "5.5.4", "parameter malformed or given twice");
    /** A command line beyond {@link Limits#COMMAND_LINE}. */
    public static final SmtpReply LINE_TOO_LONG = SmtpReply.of(500, "5.5.2", "line too long");
    /** A command line with a bare CR, a bare LF or a NUL. */
    public static final SmtpReply BAD_LINE = SmtpReply.of(500, "5.5.2", "command lines end in CR LF");

    public static final SmtpReply TOO_BIG =
            SmtpReply.of(552, "5.3.4", "sorry, that message size exceeds my databytes limit");
    public static final SmtpReply HEADER_TOO_BIG = SmtpReply.of(552, "5.3.4", "header section too large");
    public static final SmtpReply CONTENT_LINE_TOO_LONG = SmtpReply.of(554, "5.6.0", "line too long in message");
    public static final SmtpReply LOOPING = SmtpReply.of(554, "5.4.6", "too many hops, this message is looping");
    public static final SmtpReply BARE_LF =
            SmtpReply.of(554, "5.6.0", "bare LF in message. See https://cr.yp.to/docs/smtplf.html.");
    public static final SmtpReply BARE_CR = SmtpReply.of(554, "5.6.0", "bare CR in message");
    public static final SmtpReply NUL = SmtpReply.of(554, "5.6.0", "NUL in message");

    /** A BDAT without its size, or a DATA or RCPT after one. */
    static final SmtpReply BAD_CHUNK =
            SmtpReply.of(501, "5.5.4", "say BDAT, the number of octets, and LAST if it is the last");

    static final SmtpReply CHUNKS_BEGUN = SmtpReply.of(503, "5.5.1", "only BDAT or RSET after BDAT");
    static final SmtpReply BINARY_NEEDS_CHUNKS = SmtpReply.of(503, "5.5.1", "BODY=BINARYMIME needs BDAT");
    static final SmtpReply CHUNK_TOO_BIG = SmtpReply.of(552, "5.3.4", "chunk too large");

    public static final SmtpReply TROUBLE = SmtpReply.of(451, "4.3.0", "trouble here, try again later");
    public static final SmtpReply BUSY = SmtpReply.of(421, "4.3.2", "too busy, try again later");
    public static final SmtpReply GOING_DOWN = SmtpReply.of(421, "4.3.2", "going down");
    public static final SmtpReply TIMEOUT = SmtpReply.of(421, "4.4.2", "timeout");
    public static final SmtpReply TOO_MANY_SESSIONS = SmtpReply.of(421, "4.7.0", "too many sessions from here");
    public static final SmtpReply TOO_MANY_ERRORS = SmtpReply.of(421, "4.7.0", "too many errors");
    static final SmtpReply TOO_MANY_COMMANDS = SmtpReply.of(421, "4.7.0", "too many commands without mail");
    static final SmtpReply NOT_OUR_PROTOCOL = SmtpReply.of(554, "5.5.1", "this is an SMTP server");

    private Replies() {}

    /** Greetings and the replies to HELO and EHLO never carry an enhanced status (RFC 2034 §3). */
    public static SmtpReply greeting(SessionTerms terms) {
        return SmtpReply.of(220, terms.greeting() + " ESMTP");
    }

    static SmtpReply lmtpGreeting(SessionTerms terms) {
        return SmtpReply.of(220, terms.greeting() + " LMTP");
    }

    static SmtpReply hello(SessionTerms terms, boolean extended) {
        if (!extended) {
            return SmtpReply.of(250, terms.greeting());
        }
        List<String> lines = new ArrayList<>();
        lines.add(terms.greeting());
        lines.add("PIPELINING");
        lines.add("8BITMIME");
        lines.add("SIZE " + terms.maxOctets());
        lines.add("ENHANCEDSTATUSCODES");
        lines.add("SMTPUTF8");
        lines.add("DSN");
        lines.add("CHUNKING");
        lines.add("BINARYMIME");
        lines.add("LIMITS RCPTMAX=" + terms.maxRecipients());
        if (!terms.mechanisms().isEmpty()) {
            lines.add("AUTH " + terms.mechanisms().stream().map(Mechanism::word).collect(Collectors.joining(" ")));
        }
        if (terms.tls() instanceof Tls.Offered) {
            lines.add("STARTTLS");
        }
        return new SmtpReply(250, Optional.empty(), lines);
    }

    /** @return what asks for the client's next response (RFC 4954 §4) */
    public static SmtpReply challenge(byte[] octets) {
        return SmtpReply.of(334, Base64.getEncoder().encodeToString(octets));
    }

    static SmtpReply goodbye(SessionTerms terms) {
        return SmtpReply.of(221, "2.0.0", terms.greeting());
    }

    /** @param inAddress the status if the address is at fault: 5.1.7 for a sender, 5.1.3 for a recipient */
    static SmtpReply badPath(PathProblem problem, String inAddress) {
        return SmtpReply.of(501, problem.isInAddress() ? inAddress : "5.5.4", "syntax error: " + problem.reason());
    }

    static SmtpReply violation(DataDecoder.Violation violation) {
        return switch (violation) {
            case BARE_CR -> BARE_CR;
            case BARE_LF -> BARE_LF;
            case NUL -> NUL;
        };
    }
}
