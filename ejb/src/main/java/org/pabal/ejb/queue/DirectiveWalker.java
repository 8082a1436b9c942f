package org.pabal.ejb.queue;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;
import org.pabal.core.queue.QueueId;
import org.pabal.ejb.log.QueueLog;

/** Once a second: goes on with the walks of directives, until they are over. A bean of its own, since a walk may take a minute. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DirectiveWalker {
    @Inject
    StandingDirectives directives;

    @Inject
    DirectiveWalk walk;

    @Inject
    QueueLog log;

    private final Recurring recurring = new Recurring("a directive's walk through the queue");

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false, info = "walks of directives")
    void walk() {
        if (directives.areKept()) {
            recurring.run(() -> walk.open().forEach(this::walk));
        }
    }

    /** Stops with the slice it is in when the application does; another life goes on. */
    private void walk(long id) {
        Optional<SliceResult> result = walk.step(id);
        while (result.isPresent() && directives.areKept()) {
            result.get().ended().forEach(ended -> log.ended(new QueueId(ended)));
            result = walk.step(id);
        }
    }
}
