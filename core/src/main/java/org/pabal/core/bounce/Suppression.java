package org.pabal.core.bounce;

import java.time.Instant;
import org.pabal.core.address.EmailAddress;

/**
 * An address that is not tried again, or may soon not be.
 *
 * @param key {@link #keyOf}
 * @param listed whether mail to it fails at once; if not, its failures are only counted
 * @param failures that showed that it is no good, one after the other; 0 for what an operator listed
 * @param cause {@link FailureCause#word()}, or {@link #BY_HAND}
 * @param report what the last of them said, or the operator's reason
 * @param until it counts no more from then on
 */
public record Suppression(String key, boolean listed, int failures, String cause, String report, Instant until) {
    /** the cause of what an operator listed */
    public static final String BY_HAND = "manual";

    /** @return how the list knows an address: domains are the same in any case, local parts may not be */
    public static String keyOf(EmailAddress address) {
        return address.local().text() + "@" + address.domain().key();
    }

    public boolean countsAt(Instant now) {
        return now.isBefore(until);
    }

    public boolean isListedAt(Instant now) {
        return listed && countsAt(now);
    }

    /** @return the report of a delivery that is not attempted; with the status of the cause, by which programs know it */
    public String refusal() {
        String status = cause.equals(FailureCause.UNKNOWN_DOMAIN.word())
                ? "(#5.1.2)"
                : cause.equals(BY_HAND) ? "(#5.7.1)" : "(#5.1.1)";
        return "Sorry, I don't try this address before " + until + ", since mail to it failed for good. " + status
                + "\n" + report;
    }
}
