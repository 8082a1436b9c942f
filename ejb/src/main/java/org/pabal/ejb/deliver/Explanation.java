package org.pabal.ejb.deliver;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pabal.core.queue.RetrySchedule;
import org.pabal.core.routing.Route;
import org.pabal.ejb.queue.DestinationState;
import org.pabal.ejb.queue.QueuedMail;
import org.pabal.ejb.queue.StandingDirective;

/**
 * Why a message is still in the queue.
 *
 * @param recipients in the order of {@link QueuedMail#recipients()}
 */
public record Explanation(QueuedMail mail, List<Recipient> recipients) {
    public Explanation {
        recipients = List.copyOf(recipients);
    }

    /** Why nothing happens just now, or what does. */
    public enum Standing {
        /** all is said and done but for the bounce or the report of success */
        DONE,
        /** a delivery is running, or waits for its turn in memory */
        IN_FLIGHT,
        /** an operator holds it */
        HELD,
        /** a directive holds it */
        DIRECTED,
        /** deliveries of this node are paused */
        PAUSED,
        /** due, and as many deliveries run as may */
        BUSY,
        /** due */
        DUE,
        /** its next attempt is to come */
        SCHEDULED
    }

    /** Who says where a recipient goes. */
    public enum Source {
        LOCAL,
        /** an operator, for this recipient */
        OPERATOR,
        DIRECTIVE,
        SMTPROUTES,
        DNS
    }

    /**
     * @param source why it goes there
     * @param route empty for a local one
     * @param directive whose route it is
     */
    public record Way(Source source, Optional<Route> route, Optional<Long> directive) {}

    /**
     * What deliveries of this node are limited by.
     *
     * @param running on the recipient's channel
     * @param limit of those
     * @param destination how its destination stands, if this node knows anything of it
     */
    public record Limits(int running, int limit, Optional<DestinationState> destination) {}

    /**
     * @param directive that will take it, or holds it
     * @param upcoming when it will be tried if each attempt is deferred at once, the next first; up to {@link Explanations#UPCOMING}
     * @param lifetimeEnds an attempt after this is the last
     * @param dialogue of the last attempt, if this node made it
     */
    public record Recipient(
            QueuedMail.Recipient recipient,
            Standing standing,
            Way way,
            Optional<StandingDirective> directive,
            Limits limits,
            RetrySchedule schedule,
            List<Instant> upcoming,
            Instant lifetimeEnds,
            Optional<Dialogues.Dialogue> dialogue) {}
}
