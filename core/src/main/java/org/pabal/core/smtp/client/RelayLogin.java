package org.pabal.core.smtp.client;

/**
 * Who we are at a relay (RFC 4954).
 *
 * @param user printable US-ASCII
 * @param password printable US-ASCII; never shown
 */
public record RelayLogin(String user, String password) {
    /** Never with the password. */
    @Override
    public String toString() {
        return "RelayLogin[user=" + user + "]";
    }
}
