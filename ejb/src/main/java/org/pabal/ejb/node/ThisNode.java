package org.pabal.ejb.node;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** This node, in this life. It begins with the first call, which start-up makes. */
@ApplicationScoped
public class ThisNode {
    private final String name;
    private final Instant began;

    /** For the container's proxy, which never uses its own fields. */
    ThisNode() {
        this("", Instant.EPOCH);
    }

    @Inject
    ThisNode(@ConfigProperty(name = "pabal.node") Optional<String> configured) {
        this(configured.orElseGet(ThisNode::hostName), Instant.now());
    }

    /** @param name stands for {@code pabal.node} */
    public ThisNode(String name, Instant began) {
        this.name = name;
        this.began = began;
    }

    /** @return {@code pabal.node}, by default the name of the host */
    public String name() {
        return name;
    }

    /** @return when the application started here */
    public Instant began() {
        return began;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // a host that does not know itself runs one node at most
            return "localhost";
        }
    }
}
