/**
 * The server's certificate and key: read from PEM files, made if there are none, read again when they change. Entry class
 * {@link org.pabal.connector.tls.ServerTls}; for sessions of ours {@link org.pabal.connector.tls.ClientTls}. Invariant: a certificate that works stays in use until another one that
 * works takes its place.
 */
@NullMarked
package org.pabal.connector.tls;

import org.jspecify.annotations.NullMarked;
