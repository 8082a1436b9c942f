/**
 * The resource adapter's listeners: sockets in, TLS, deadlines, limits on sessions. Entry class
 * {@link org.pabal.connector.SmtpResourceAdapter}; the protocol itself is {@link org.pabal.core.smtp.SmtpSession}. All
 * reading and writing of a session happens on its own virtual thread; other threads only set its end. Knows no
 * persistence and no messaging.
 */
@NullMarked
package org.pabal.connector;

import org.jspecify.annotations.NullMarked;
