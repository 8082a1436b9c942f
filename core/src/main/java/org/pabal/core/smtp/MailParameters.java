package org.pabal.core.smtp;

import java.util.OptionalLong;
import org.pabal.core.queue.BodyType;
import org.pabal.core.queue.MailOptions;

/**
 * The parameters of a MAIL command.
 *
 * @param size SIZE= as declared: a hint, never a limit (RFC 1870 §6.3)
 * @param options what goes with the message
 */
public record MailParameters(OptionalLong size, MailOptions options) {
    public static final MailParameters NONE =
            new MailParameters(OptionalLong.empty(), MailOptions.of(BodyType.SEVEN_BIT));
}
