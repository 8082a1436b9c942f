package org.pabal.core.smtp.client;

/**
 * What protects a session.
 *
 * @param protocol as {@code TLSv1.3}
 * @param cipher as {@code TLS_AES_256_GCM_SHA384}
 * @param verified whether the certificate was for the right name and by a known authority
 */
public record Protection(String protocol, String cipher, boolean verified) {
    /** @return for people, in one line */
    public String text() {
        return protocol + ", " + cipher + ", certificate " + (verified ? "verified" : "not verified");
    }
}
