/** The SMTP server dialogue: commands, replies, the session automaton, the data codec. Entry class {@link org.pabal.core.smtp.SmtpEndpoint} on the application's side. */
@NullMarked
package org.pabal.core.smtp;

import org.jspecify.annotations.NullMarked;
