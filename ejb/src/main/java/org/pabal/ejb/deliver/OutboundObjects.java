package org.pabal.ejb.deliver;

import jakarta.ejb.Singleton;
import jakarta.resource.AdministeredObjectDefinition;

/** Binds what the resource adapter offers to deliveries (docs/decisions/001). */
@AdministeredObjectDefinition(
        name = OutboundObjects.TRANSPORT,
        resourceAdapter = "#connector",
        interfaceName = "org.pabal.core.smtp.client.Transport",
        className = "org.pabal.connector.outbound.SmtpTransport",
        properties = "authorities=${MPCONFIG=pabal.tls.authorities:}")
@AdministeredObjectDefinition(
        name = OutboundObjects.RESOLVER,
        resourceAdapter = "#connector",
        interfaceName = "org.pabal.core.routing.Resolver",
        className = "org.pabal.connector.outbound.DnsResolver",
        properties = "servers=${MPCONFIG=pabal.dns.servers:}")
@Singleton
public class OutboundObjects {
    static final String TRANSPORT = "java:app/pabal/transport";
    static final String RESOLVER = "java:app/pabal/resolver";
}
