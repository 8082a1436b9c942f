package org.pabal.core.smtp.client;

import java.util.Optional;
import org.pabal.core.address.DomainName;

/**
 * What is agreed for one next hop.
 *
 * @param helo what we call ourselves there, in place of the control setting helohost
 * @param login whom we log in as, before anything else; only under TLS
 */
public record HopTerms(TlsPolicy tls, Optional<DomainName> helo, Optional<RelayLogin> login) {
    /** What counts where nothing is said. */
    public static final HopTerms STANDARD = new HopTerms(TlsPolicy.MAY, Optional.empty(), Optional.empty());

    public HopTerms {
        if (login.isPresent()) {
            // a password never goes in the clear
            tls = tls.atLeastEncrypt();
        }
    }
}
