package org.pabal.core.trace;

import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pabal.core.address.AddressPattern;

/**
 * Which sessions are meant: those for which everything said is true. Sender and recipient are of one transaction, as the
 * client named them, whether or not they were accepted.
 *
 * @param clients by their addresses
 */
public record TraceFilter(
        Predicate<InetAddress> clients, Optional<AddressPattern> sender, Optional<AddressPattern> recipient) {
    /** Every session. */
    public static final TraceFilter ALL = new TraceFilter(client -> true, Optional.empty(), Optional.empty());

    /** Whether it takes a transaction to know. */
    boolean asksForEnvelope() {
        return sender.isPresent() || recipient.isPresent();
    }

    boolean meansClient(InetAddress address) {
        return clients.test(address);
    }

    /** @param from the sender of the transaction; null if none is known
     * @param to one recipient; null if none is known */
    boolean meansEnvelope(@Nullable String from, @Nullable String to) {
        return (sender.isEmpty() || (from != null && sender.get().matches(from)))
                && (recipient.isEmpty() || (to != null && recipient.get().matches(to)));
    }
}
