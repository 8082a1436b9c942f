package org.pabal.core.smtp;

/** How TLS stands in a session. */
public sealed interface Tls {
    Tls UNAVAILABLE = new Unavailable();
    Tls OFFERED = new Offered();

    /** There is no certificate, or the listener has no use for one. */
    record Unavailable() implements Tls {}

    /** By STARTTLS, which has not come yet. */
    record Offered() implements Tls {}

    /**
     * The handshake is done.
     *
     * @param protocol as {@code TLSv1.3}
     * @param cipherSuite its registered name, as {@code TLS_AES_256_GCM_SHA384}
     */
    record Active(String protocol, String cipherSuite) implements Tls {}
}
