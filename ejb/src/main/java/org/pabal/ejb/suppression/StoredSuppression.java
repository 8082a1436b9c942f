package org.pabal.ejb.suppression;

import java.time.Instant;
import org.pabal.core.bounce.Suppression;

/** An address of the list and who put it there last: an administrator, or {@code pabal} itself. */
public record StoredSuppression(Suppression suppression, Instant changedAt, String changedBy) {}
