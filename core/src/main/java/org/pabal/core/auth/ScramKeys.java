package org.pabal.core.auth;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * What a server keeps of a password for SCRAM-SHA-256 (RFC 5802 §3, RFC 7677): enough to recognise who knows it, and not enough
 * to log in elsewhere.
 *
 * @param iterations of the derivation from the password; at least 4096
 * @param salt random
 * @param storedKey 32 octets
 * @param serverKey 32 octets
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never shown
public record ScramKeys(int iterations, byte[] salt, byte[] storedKey, byte[] serverKey) {
    private static final int FIELDS = 4;
    private static final int KEY = 32;
    private static final int LEAST_ITERATIONS = 4096;

    public ScramKeys {
        if (iterations < LEAST_ITERATIONS || salt.length == 0 || storedKey.length != KEY || serverKey.length != KEY) {
            throw new IllegalArgumentException("not the keys of SCRAM-SHA-256");
        }
    }

    /** Derives the keys; slow on purpose.
     *
     * @param password in UTF-8, prepared */
    public static ScramKeys of(byte[] password, byte[] salt, int iterations) {
        byte[] salted = Sha256.derive(password, salt, iterations);
        byte[] clientKey = Sha256.hmac(salted, "Client Key");
        return new ScramKeys(iterations, salt, Sha256.hash(clientKey), Sha256.hmac(salted, "Server Key"));
    }

    /**
     * Keys of an account that does not exist: the same each time somebody asks for this name, as a real account's would be,
     * and no password fits.
     *
     * @param secret of this installation, that nobody outside knows
     * @param saltOctets as many as real accounts have
     */
    public static ScramKeys ofNobody(byte[] secret, String name, int saltOctets, int iterations) {
        byte[] salt = Sha256.hmac(secret, "salt " + name);
        return new ScramKeys(
                iterations,
                Arrays.copyOf(salt, saltOctets),
                Sha256.hmac(secret, "stored key " + name),
                Sha256.hmac(secret, "server key " + name));
    }

    /** @return {@code iterations:salt:storedKey:serverKey}, the last three in base64 */
    public String text() {
        Base64.Encoder base64 = Base64.getEncoder();
        return iterations + ":" + base64.encodeToString(salt) + ":" + base64.encodeToString(storedKey) + ":"
                + base64.encodeToString(serverKey);
    }

    /** @throws IllegalArgumentException if it is not what {@link #text()} makes */
    public static ScramKeys require(String text) {
        List<String> fields = List.of(text.split(":", -1));
        if (fields.size() != FIELDS) {
            throw new IllegalArgumentException("not the keys of SCRAM-SHA-256");
        }
        Base64.Decoder base64 = Base64.getDecoder();
        return new ScramKeys(
                Integer.parseInt(fields.get(0)),
                base64.decode(fields.get(1)),
                base64.decode(fields.get(2)),
                base64.decode(fields.get(3)));
    }

    /** Never with the keys. */
    @Override
    public String toString() {
        return "ScramKeys[iterations=" + iterations + "]";
    }
}
