package org.pabal.batch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.pabal.core.queue.QueueId;
import org.pabal.ejb.bounce.Bouncer;
import org.pabal.ejb.queue.QueueUnavailableException;

/**
 * Messages whose bounce is due, without those whose bounce could not be made a moment ago: they are tried again after
 * qmail-send's 123 seconds, so that one bad message neither stops the others nor keeps us busy.
 */
@ApplicationScoped
@Transactional(TxType.NOT_SUPPORTED)
class DueBounces {
    private static final Logger LOG = System.getLogger(DueBounces.class.getName());

    /** qmail-send: SLEEP_SYSFAIL */
    static final Duration SYSTEM_FAILURE = Duration.ofSeconds(123);

    private final Bouncer bouncer;
    private final InstantSource clock;
    private final Map<QueueId, Instant> notBefore = new ConcurrentHashMap<>();

    /** For the container's proxy, which never uses its own fields. */
    DueBounces() {
        this(new Bouncer());
    }

    @Inject
    DueBounces(Bouncer bouncer) {
        this(bouncer, InstantSource.system());
    }

    DueBounces(Bouncer bouncer, InstantSource clock) {
        this.bouncer = bouncer;
        this.clock = clock;
    }

    /** @return messages to bounce now, at most so many */
    public List<QueueId> next(int limit) {
        Instant now = clock.instant();
        notBefore.values().removeIf(until -> !until.isAfter(now));
        return bouncer.due(limit + notBefore.size()).stream()
                .filter(id -> !notBefore.containsKey(id))
                .limit(limit)
                .toList();
    }

    /** @return whether the message is done with; if not, it is left out for a while
     * @throws QueueUnavailableException if the queue is away, which is no message's fault
     */
    public boolean bounce(QueueId id) {
        try {
            bouncer.bounce(id);
            return true;
        } catch (QueueUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            // whatever is wrong with this one must not keep its neighbours waiting
            LOG.log(Level.ERROR, "the bounce of message " + id + " cannot be made; next try in 123 seconds", e);
            bouncer.isTroubled();
            notBefore.put(id, clock.instant().plus(SYSTEM_FAILURE));
            return false;
        }
    }
}
