/**
 * Sockets on the way out: SMTP sessions to next hops, and questions to the DNS. Entry classes are the administered objects
 * {@link org.pabal.connector.outbound.SmtpTransport} and {@link org.pabal.connector.outbound.DnsResolver}; the container makes
 * one of them for each look-up, so what they share lives in {@link org.pabal.connector.outbound.Outbound}, once for each
 * resource adapter. Invariant: no peer holds a thread longer than the terms of its delivery say, and a session is kept only
 * if both sides certainly agree on where it stands.
 */
@NullMarked
package org.pabal.connector.outbound;

import org.jspecify.annotations.NullMarked;
