package org.pabal.core.bounce;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.queue.DeliveryOutcome;

/**
 * When an address is not tried again: the settings suppressafter and suppressfor. Only failures count that say that there is no
 * such user or domain, and each success begins the count anew.
 *
 * @param after failures; 0 if nobody is ever listed
 * @param validity how long an address is listed, and how long a failure counts
 */
public record SuppressionRule(int after, Duration validity) {
    /** What an outcome means for the list. */
    public sealed interface Verdict {
        /** To be stored in place of what was known of the address. */
        record Store(Suppression suppression) implements Verdict {}

        /** What was known of the address counts no more. */
        record Forget() implements Verdict {}

        record Nothing() implements Verdict {}
    }

    /** @param known of the address so far, if that still counts */
    public Verdict judge(EmailAddress address, DeliveryOutcome outcome, Optional<Suppression> known, Instant now) {
        return switch (outcome) {
            case DeliveryOutcome.Delivered delivered ->
                known.isPresent() ? new Verdict.Forget() : new Verdict.Nothing();
            case DeliveryOutcome.Deferred deferred -> new Verdict.Nothing();
            case DeliveryOutcome.Failed failed -> failed(address, failed.text(), known, now);
        };
    }

    private Verdict failed(EmailAddress address, String report, Optional<Suppression> known, Instant now) {
        FailureCause cause = FailureCause.of(report);
        if (after == 0 || !cause.isTheAddress()) {
            return new Verdict.Nothing();
        }
        int failures = 1 + known.map(Suppression::failures).orElse(0);
        return new Verdict.Store(new Suppression(
                Suppression.keyOf(address), failures >= after, failures, cause.word(), report, now.plus(validity)));
    }
}
