package org.pabal.core.policy;

import java.net.InetAddress;
import java.util.Set;
import org.pabal.core.address.AddressLiteral;
import org.pabal.core.address.DomainName;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;

/**
 * The control setting localiphost: an address literal that is an address of ours means this host (qmail-smtpd: addrparse).
 * Applied to senders and recipients before any policy.
 *
 * @param host what replaces the literal
 * @param ownAddresses addresses of our interfaces; 0.0.0.0 and :: always count too
 */
public record LocalIpHost(DomainName host, Set<InetAddress> ownAddresses) {
    public LocalIpHost {
        ownAddresses = Set.copyOf(ownAddresses);
    }

    public EmailAddress replaceIn(EmailAddress address) {
        return address.domain() instanceof AddressLiteral literal && isOurs(literal.address())
                ? new EmailAddress(address.local(), host)
                : address;
    }

    public ReversePath replaceIn(ReversePath sender) {
        return sender instanceof ReversePath.Mailbox mailbox ? ReversePath.of(replaceIn(mailbox.address())) : sender;
    }

    private boolean isOurs(InetAddress address) {
        return address.isAnyLocalAddress() || ownAddresses.contains(address);
    }
}
