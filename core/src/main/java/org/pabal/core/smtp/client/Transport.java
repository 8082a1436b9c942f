package org.pabal.core.smtp.client;

import java.util.List;
import org.pabal.core.queue.DeliveryOutcome;

/** The way out: hands one message to one next hop. Implemented by the resource adapter, which owns the sockets. */
public interface Transport {
    /**
     * One transaction with the first host of the list that greets us and takes our hello. Blocks the calling thread, which should be a
     * virtual one, for as long as the terms allow.
     *
     * @return one outcome for each recipient, in the same order, with qmail-remote's report as its text (lines end in
     *     LF); never throws for trouble of the network or the peer
     */
    List<DeliveryOutcome> deliver(OutboundMessage message, NextHops hops, OutboundTerms terms);

    /** As {@link #deliver(OutboundMessage, NextHops, OutboundTerms)}.
     *
     * @param listener is told the dialogue while it happens, by the calling thread
     */
    List<DeliveryOutcome> deliver(
            OutboundMessage message, NextHops hops, OutboundTerms terms, DialogueListener listener);

    /** @return the addresses that are not worth a connect just now, as this node's deliveries have found them */
    TimeoutTable timeouts();
}
