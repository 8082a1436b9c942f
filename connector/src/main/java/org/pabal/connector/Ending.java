package org.pabal.connector;

import java.io.IOException;
import org.pabal.core.smtp.SmtpEndpoint.SessionSummary.End;
import org.pabal.core.smtp.SmtpReply;

/** How a session ends, and what its peer hears last. */
final class Ending {
    private final Lifeline lifeline;
    private final Wire wire;
    private End end = End.LOST;

    Ending(Lifeline lifeline, Wire wire) {
        this.lifeline = lifeline;
        this.wire = wire;
    }

    /** The peer has said QUIT. */
    void quit() {
        end = End.QUIT;
    }

    void trouble(SmtpReply reply) throws IOException {
        end = End.TROUBLE;
        wire.say(reply);
    }

    /** @return false: the session does not go on */
    boolean hangUp(SmtpReply reply) throws IOException {
        if (end != End.QUIT) {
            end = End.HUNG_UP;
        }
        wire.say(reply);
        return false;
    }

    /** Without a word. @return false: the session does not go on */
    boolean cutOff() {
        end = End.HUNG_UP;
        return false;
    }

    /** The peer has gone, unless we have ended the session from outside. @return false: the session does not go on */
    boolean lost() throws IOException {
        Farewell farewell = lifeline.farewell();
        if (farewell != null) {
            wire.say(farewell.reply());
        }
        return false;
    }

    End end() {
        Farewell farewell = lifeline.farewell();
        return end == End.LOST && farewell != null ? farewell.end() : end;
    }
}
