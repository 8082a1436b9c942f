package org.pabal.ejb.deliver;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import org.pabal.core.smtp.client.TimeoutTable;
import org.pabal.core.smtp.client.Transport;

/** The table of timeouts of this node's deliveries, for operators. */
@ApplicationScoped
public class Timeouts {
    @Resource(lookup = OutboundObjects.TRANSPORT)
    Transport transport;

    public TimeoutTable table() {
        return transport.timeouts();
    }
}
