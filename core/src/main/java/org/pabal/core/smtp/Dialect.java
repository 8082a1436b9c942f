package org.pabal.core.smtp;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.pabal.core.queue.Envelope;

/** Which of two protocols a session speaks that differ in little. */
public enum Dialect {
    SMTP,
    /** RFC 2033: LHLO, and after the content a reply for each recipient. */
    LMTP;

    private static final int VERB = 4;

    /** As {@link CommandParser#parse}: in LMTP there is LHLO, and neither HELO nor EHLO (RFC 2033 §4.1). */
    public Command parse(byte[] line, int offset, int length) {
        Command command = CommandParser.parse(line, offset, length);
        if (this == SMTP) {
            return command;
        }
        if (command instanceof Command.Greet) {
            return new Command.Faulty(Replies.LHLO_ONLY);
        }
        String verb = new String(line, offset, Math.min(VERB, length), StandardCharsets.ISO_8859_1);
        boolean hello = verb.toUpperCase(Locale.ROOT).equals("LHLO") && (length == VERB || line[offset + VERB] == ' ');
        return hello ? CommandParser.parse(asEhlo(line, offset, length), 0, length) : command;
    }

    public SmtpReply greeting(SessionTerms terms) {
        return this == LMTP ? Replies.lmtpGreeting(terms) : Replies.greeting(terms);
    }

    /** @return how often the verdict on a content is said: in LMTP for each recipient that was accepted (RFC 2033 §4.2) */
    public int verdicts(Envelope envelope) {
        return this == LMTP ? envelope.recipients().size() : 1;
    }

    /**
     * What DATA is answered when no recipient was accepted. A client that takes it for the answer to all its recipients must not
     * give up those that it was told to try again.
     */
    SmtpReply withoutRecipients(Transaction.Refusal refusal) {
        return switch (refusal) {
            case NONE -> Replies.RECIPIENT_FIRST;
            case FOR_GOOD -> this == LMTP ? Replies.NO_RECIPIENT_TO_DELIVER_TO : Replies.NO_VALID_RECIPIENTS;
            // in LMTP the code is fixed (RFC 2033 §4.2)
            case FOR_NOW -> this == LMTP ? Replies.NO_RECIPIENT_TO_DELIVER_TO : Replies.NO_RECIPIENTS_NOW;
        };
    }

    private static byte[] asEhlo(byte[] line, int offset, int length) {
        byte[] copy = new byte[length];
        System.arraycopy(line, offset, copy, 0, length);
        copy[0] = 'E';
        copy[1] = 'H';
        return copy;
    }
}
