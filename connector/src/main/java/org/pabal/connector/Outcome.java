package org.pabal.connector;

import org.pabal.core.smtp.SmtpReply;

/** What came of a content, or of a part of it. */
sealed interface Outcome {
    /** The session goes on with this. */
    record Verdict(SmtpReply reply) implements Outcome {}

    /** Say this and close. */
    record HangUp(SmtpReply reply) implements Outcome {}

    /** The input has ended. */
    record Lost() implements Outcome {}
}
