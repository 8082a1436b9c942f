package org.pabal.core.smtp;

import java.util.OptionalLong;
import org.pabal.core.queue.BodyType;

/**
 * The parameters of a MAIL command.
 *
 * @param size SIZE= as declared: a hint, never a limit (RFC 1870 §6.3)
 * @param body BODY=
 */
public record MailParameters(OptionalLong size, BodyType body) {
    public static final MailParameters NONE = new MailParameters(OptionalLong.empty(), BodyType.SEVEN_BIT);
}
