package org.pabal.core.smtp;

import java.util.Optional;
import org.pabal.core.address.ForwardPath;
import org.pabal.core.address.ReversePath;
import org.pabal.core.queue.RecipientOptions;

/** One command of the peer, parsed. What no state could answer otherwise is {@link Faulty} with its reply. */
public sealed interface Command {
    /** HELO or EHLO. */
    record Greet(SmtpEndpoint.Hello hello) implements Command {}

    /** STARTTLS (RFC 3207). */
    record StartTls() implements Command {}

    /**
     * AUTH (RFC 4954).
     *
     * @param mechanism as it was typed
     * @param initial the initial response as it was typed: base64, or {@code =} for an empty one
     */
    record Auth(String mechanism, Optional<String> initial) implements Command {
        /** Never with the response. */
        @Override
        public String toString() {
            return "Auth[mechanism=" + mechanism + "]";
        }
    }

    record Mail(ReversePath sender, MailParameters parameters) implements Command {}

    record Recipient(ForwardPath path, RecipientOptions options) implements Command {}

    record Data() implements Command {}

    /** BDAT (RFC 3030): so many octets follow the command at once. */
    record Chunk(long octets, boolean last) implements Command {}

    /** A BDAT that does not say how many octets follow: what follows cannot be told from commands. */
    record BoundlessChunk() implements Command {}

    record Reset() implements Command {}

    record Noop() implements Command {}

    record Verify() implements Command {}

    record Help() implements Command {}

    record Quit() implements Command {}

    /** Not a command, or one with a wrong argument; answered with a 5xx reply wherever the session stands. */
    record Faulty(SmtpReply reply) implements Command {}

    /** Another protocol that was led to our port; nothing more of it may be read as commands. */
    record Foreign() implements Command {}
}
