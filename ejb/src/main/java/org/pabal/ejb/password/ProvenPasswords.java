package org.pabal.ejb.password;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers for a short time which password matched which hash: HTTP Basic brings it with every request, and argon2 is slow
 * on purpose. Keys are keyed hashes, so a dump of the memory does not give passwords away to a fast guesser without
 * the key beside it; a changed or deleted account has another hash or none, so its memory is void at once.
 */
final class ProvenPasswords {
    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final int MOST = 1_000;

    private final Cache<String, String> hashes =
            Caffeine.newBuilder().expireAfterWrite(LIFETIME).maximumSize(MOST).build();
    private final SecretKeySpec key;

    ProvenPasswords(SecureRandom random) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        key = new SecretKeySpec(secret, ALGORITHM);
    }

    boolean isProven(String password, String hash) {
        return hash.equals(hashes.getIfPresent(key(password, hash)));
    }

    void remember(String password, String hash) {
        hashes.put(key(password, hash), hash);
    }

    private String key(String password, String hash) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(hash.getBytes(StandardCharsets.US_ASCII));
            mac.update((byte) 0);
            return HexFormat.of().formatHex(mac.doFinal(PasswordHashes.octets(password)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(ALGORITHM + " is part of every JDK", e);
        }
    }
}
