package org.pabal.core.smtp.client;

import org.pabal.core.smtp.SmtpReply;

/** What the peer said in answer to one command, as far as it can be understood. */
public sealed interface Heard {
    /**
     * A reply by the rules.
     *
     * @param text the lines as they came, codes included, each ended by LF: printable US-ASCII with {@code ?} for every
     *     other octet, at most {@value ReplyParser#MAX_TEXT} octets
     */
    record Reply(SmtpReply reply, String text) implements Heard {}

    /** Octets that are no reply. Whatever follows cannot be trusted either, so the connection is of no more use.
     *
     * @param text as in {@link Reply}
     */
    record Noise(String text) implements Heard {}

    String text();
}
