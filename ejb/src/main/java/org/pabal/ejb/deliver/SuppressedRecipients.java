package org.pabal.ejb.deliver;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.pabal.core.bounce.Suppression;
import org.pabal.core.queue.DeliveryOutcome;
import org.pabal.ejb.queue.DueGroup;
import org.pabal.ejb.queue.DueRecipient;
import org.pabal.ejb.suppression.Suppressions;

/** Goes around an attempt: addresses that are not to be tried fail at once, and what becomes of the others is counted. */
@ApplicationScoped
class SuppressedRecipients {
    private final Suppressions suppressions;

    /** For the container's proxy, which never uses its own fields. */
    @SuppressWarnings("NullAway")
    SuppressedRecipients() {
        this(null);
    }

    @Inject
    SuppressedRecipients(Suppressions suppressions) {
        this.suppressions = suppressions;
    }

    /**
     * @param attempt gives one outcome for each recipient, in their order; not called if nobody is to be tried
     * @return one outcome for each recipient, in their order
     */
    List<DeliveryOutcome> around(DueGroup group, Function<DueGroup, List<DeliveryOutcome>> attempt) {
        Map<String, Suppression> known = suppressions.known(
                group.recipients().stream().map(DueRecipient::address).toList());
        List<DueRecipient> tried = group.recipients().stream()
                .filter(recipient ->
                        !known(known, recipient).map(Suppression::listed).orElse(false))
                .toList();
        Iterator<DeliveryOutcome> results = tried.isEmpty()
                ? List.<DeliveryOutcome>of().iterator()
                : attempt.apply(new DueGroup(group.number(), group.channel(), tried))
                        .iterator();
        List<DeliveryOutcome> all = new ArrayList<>(group.recipients().size());
        for (DueRecipient recipient : group.recipients()) {
            Optional<Suppression> before = known(known, recipient);
            if (before.isPresent() && before.get().listed()) {
                all.add(new DeliveryOutcome.Failed(before.get().refusal()));
            } else {
                DeliveryOutcome outcome = results.next();
                suppressions.judge(recipient.address(), outcome, before);
                all.add(outcome);
            }
        }
        return all;
    }

    private static Optional<Suppression> known(Map<String, Suppression> known, DueRecipient recipient) {
        return Optional.ofNullable(known.get(Suppression.keyOf(recipient.address())));
    }
}
