package org.pabal.core.smtp.client;

import java.util.List;
import org.pabal.core.queue.DeliveryOutcome;

/** How one transaction ended, and what its session is good for now. */
public sealed interface TransactionResult {
    /** @param outcomes one for each recipient, in their order */
    record Settled(List<DeliveryOutcome> outcomes, Afterwards afterwards) implements TransactionResult {
        public Settled {
            outcomes = List.copyOf(outcomes);
        }
    }

    /** A session kept from earlier was no good any more. Nothing was transferred: a fresh one may be tried at once. */
    record Stale() implements TransactionResult {}

    /** What may become of the session. */
    enum Afterwards {
        /** the next transaction may begin with MAIL */
        KEEP,
        /** the next transaction must begin with RSET */
        RESET,
        /** say QUIT */
        QUIT,
        /** close it: the peer is gone, or the two sides may be out of step */
        DROP
    }
}
