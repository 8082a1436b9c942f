package org.pabal.connector;

import org.pabal.core.smtp.Replies;
import org.pabal.core.smtp.SmtpEndpoint.SessionSummary.End;
import org.pabal.core.smtp.SmtpReply;

/** Why a session is ended from outside, and what its peer is told. */
record Farewell(SmtpReply reply, End end) {
    static final Farewell TIMEOUT = new Farewell(Replies.TIMEOUT, End.TIMEOUT);
    static final Farewell GOING_DOWN = new Farewell(Replies.GOING_DOWN, End.GOING_DOWN);
}
