/**
 * The SMTP server dialogue without a socket: commands, replies, the session automaton, the data codec. Entry classes
 * {@link org.pabal.core.smtp.SmtpSession}, and {@link org.pabal.core.smtp.SmtpEndpoint} on the application's side. Every
 * (state, command) pair has a step; no text of a peer reaches a reply.
 */
@NullMarked
package org.pabal.core.smtp;

import org.jspecify.annotations.NullMarked;
