package org.pabal.ejb.receive;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.HashSet;
import java.util.Set;

/** The addresses of this host's interfaces. */
public final class OwnAddresses {
    private OwnAddresses() {}

    /** Asks the system each time, since interfaces come and go; costs some tens of microseconds. */
    public static Set<InetAddress> now() {
        try {
            Set<InetAddress> own = new HashSet<>();
            NetworkInterface.networkInterfaces().forEach(i -> i.inetAddresses().forEach(own::add));
            return own;
        } catch (SocketException e) {
            throw new IllegalStateException("the interfaces of this host cannot be listed", e);
        }
    }
}
