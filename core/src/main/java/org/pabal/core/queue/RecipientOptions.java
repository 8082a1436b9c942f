package org.pabal.core.queue;

import java.util.Optional;

/**
 * What RCPT said of a recipient that goes with it to its next hop (RFC 3461).
 *
 * @param wish NOTIFY
 * @param original ORCPT
 */
public record RecipientOptions(Notify wish, Optional<OriginalRecipient> original) {
    public static final RecipientOptions NONE = new RecipientOptions(Notify.UNSAID, Optional.empty());
}
