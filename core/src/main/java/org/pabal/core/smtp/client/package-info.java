/**
 * The SMTP client, without a socket: {@link org.pabal.core.smtp.client.Handshake} opens a session, under TLS
 * where the policy wants it, {@link org.pabal.core.smtp.client.LoginDialogue} logs in,
 * {@link org.pabal.core.smtp.client.ClientDialogue} is one transaction in it, {@link org.pabal.core.smtp.client.ReplyParser}
 * cuts what a peer says into replies. {@link org.pabal.core.smtp.client.Transport} is the port the application delivers
 * through. Invariant: only a 2xx to the final dot delivers, only a clear 5xx fails; everything else is a deferral.
 */
@NullMarked
package org.pabal.core.smtp.client;

import org.jspecify.annotations.NullMarked;
