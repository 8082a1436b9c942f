package org.pabal.core.smtp;

import java.time.Duration;

/** What one peer may use up, as far as no setting says it. Sizes in octets. */
public final class Limits {
    /** a command line with its CRLF; twice what RFC 5321 §4.5.3.1.4 asks for */
    public static final int COMMAND_LINE = 1024;
    /** a line of an AUTH dialogue with its CRLF, its command included (RFC 4954 §4) */
    public static final int AUTH_LINE = 12_288;
    /** a line of content without its CRLF */
    public static final int CONTENT_LINE = 1 << 20;
    /** the header section of a content, its last empty line not counted */
    public static final int HEADER_SECTION = 1 << 20;
    /** trace fields that mean a loop (RFC 5321 §6.3; qmail-smtpd: MAXHOPS) */
    public static final int HOPS = 100;
    /** content still read after it has been refused, so that the peer sees the reply; then the session ends */
    public static final long DISCARDED = 64L << 20;
    /** commands answered with 5xx before a session without mail is closed */
    public static final int ERRORS = 20;
    /**
     * commands answered with 4xx before a session without mail is closed: a transaction's recipients may all have to wait, and as
     * many more may be too many for it (Postfix: smtpd_recipient_overshoot_limit)
     */
    public static final int DEFERRALS = 2_000;
    /** errors that are answered at once; each further one waits longer, so that guessing is slow */
    public static final int PROMPT_ERRORS = 5;
    /** before the first error reply that waits; doubled for each one after it */
    public static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    /** before any error reply */
    public static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);
    /** commands that ask for nothing (NOOP, RSET, VRFY, HELP, HELO) before a session without mail is closed */
    public static final int JUNK_COMMANDS = 100;

    private Limits() {}
}
