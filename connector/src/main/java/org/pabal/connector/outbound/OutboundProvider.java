package org.pabal.connector.outbound;

/** The resource adapter, as the administered objects see it. */
public interface OutboundProvider {
    Outbound outbound();
}
