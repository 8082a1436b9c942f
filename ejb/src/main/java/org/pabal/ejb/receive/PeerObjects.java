package org.pabal.ejb.receive;

import jakarta.ejb.Singleton;
import jakarta.resource.AdministeredObjectDefinition;

/** Binds what the resource adapter offers to whoever judges peers (docs/decisions/001): a DNS that hurries, since a peer waits. */
@AdministeredObjectDefinition(
        name = PeerObjects.RESOLVER,
        resourceAdapter = "#connector",
        interfaceName = "org.pabal.core.routing.Resolver",
        className = "org.pabal.connector.outbound.DnsResolver",
        properties = {
            "servers=${MPCONFIG=pabal.dns.servers:}",
            "answerSeconds=5",
            "cacheEntries=5000",
            "troubleSeconds=30"
        })
@AdministeredObjectDefinition(
        name = PeerObjects.IDENT,
        resourceAdapter = "#connector",
        interfaceName = "org.pabal.core.policy.Ident",
        className = "org.pabal.connector.outbound.IdentClient",
        properties = "port=${MPCONFIG=pabal.ident.port:113}")
@Singleton
public class PeerObjects {
    static final String RESOLVER = "java:app/pabal/peer-resolver";
    static final String IDENT = "java:app/pabal/ident";
}
