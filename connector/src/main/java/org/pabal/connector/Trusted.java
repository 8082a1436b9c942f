package org.pabal.connector;

import java.util.function.Supplier;
import org.pabal.core.access.Networks;

/**
 * Who may speak for others.
 *
 * @param proxies must begin with a header of the PROXY protocol
 * @param introducers may say XCLIENT
 */
record Trusted(Networks proxies, Networks introducers) {
    /** @throws IllegalArgumentException with a sentence that names the property and its default */
    static Trusted require(SmtpActivationSpec spec) {
        return new Trusted(
                named("proxyFrom", () -> Networks.require(spec.getProxyFrom())),
                named("xclientFrom", () -> Networks.require(spec.getXclientFrom())));
    }

    private static Networks named(String property, Supplier<Networks> networks) {
        try {
            return networks.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    property + " lists IP addresses and networks (default none), but " + e.getMessage(), e);
        }
    }
}
