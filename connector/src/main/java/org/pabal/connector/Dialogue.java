package org.pabal.connector;

import jakarta.resource.spi.UnavailableException;
import java.io.IOException;
import org.pabal.core.smtp.SessionTerms;
import org.pabal.core.smtp.SmtpEndpoint.SessionSummary;
import org.pabal.core.smtp.SmtpReply;

/** The part of a conversation between admission and close. */
interface Dialogue {
    /** Begins. @return whether the session goes on */
    boolean begin() throws IOException, UnavailableException;

    /** Carries out what the peer asks next. @return whether the session goes on */
    boolean step() throws IOException, UnavailableException;

    /**
     * The application failed in the last step.
     *
     * @return whether the session goes on, the peer having been told
     */
    boolean survives() throws IOException;

    /** The session ends because we cannot go on. The peer is told this, if the protocol has a way. */
    void fail(SmtpReply reply) throws IOException;

    /** Keeps nothing of an unfinished content; the session is over. */
    void forget();

    SessionTerms terms();

    SessionSummary summary();
}
