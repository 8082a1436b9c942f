package org.pabal.ejb.queue;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Once a second: ends directives whose time is over, and reads those that other nodes were given. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DirectiveRefresher {
    @Inject
    StandingDirectives directives;

    @Inject
    DirectiveRows rows;

    private final Recurring recurring = new Recurring("the reading of directives");

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false, info = "directives of other nodes")
    void refresh() {
        // before that there may be no tables
        if (directives.areKept()) {
            recurring.run(() -> {
                rows.endExpired();
                directives.refresh();
            });
        }
    }
}
