package org.pabal.web.suppressions;

import java.time.Instant;
import org.pabal.core.bounce.Suppression;
import org.pabal.ejb.suppression.StoredSuppression;

/**
 * An address that is not tried again, or may soon not be.
 *
 * @param listed whether mail to it fails at once; if not, its failures are counted
 * @param failures one after the other; 0 for what an administrator listed
 * @param cause {@code unknown-user}, {@code unknown-domain} or {@code manual}
 * @param report what the last failure said, or the administrator's reason
 * @param until when it is forgotten
 * @param changedBy an administrator, or {@code pabal}
 */
public record SuppressionView(
        String address,
        boolean listed,
        int failures,
        String cause,
        String report,
        Instant until,
        Instant changedAt,
        String changedBy) {
    static SuppressionView of(StoredSuppression stored) {
        Suppression suppression = stored.suppression();
        return new SuppressionView(
                suppression.key(),
                suppression.listed(),
                suppression.failures(),
                suppression.cause(),
                suppression.report(),
                suppression.until(),
                stored.changedAt(),
                stored.changedBy());
    }
}
