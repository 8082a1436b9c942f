package org.pabal.ejb.password;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;

/** argon2id (RFC 9106), one lane, so that the library needs no threads of its own. */
public final class PasswordHashes {
    private static final int HASH_OCTETS = 32;
    private static final int SALT_OCTETS = 16;

    private final SecureRandom random;
    private final Argon2Function function;

    /**
     * What a guess costs.
     *
     * @param memoryKib KiB
     * @param passes over that memory
     */
    public record Cost(int memoryKib, int passes) {
        /** what OWASP gives for logins */
        public static final Cost USUAL = new Cost(19_456, 2);
    }

    public PasswordHashes(SecureRandom random, Cost cost) {
        this.random = random;
        this.function = Argon2Function.getInstance(cost.memoryKib(), cost.passes(), 1, HASH_OCTETS, Argon2.ID);
    }

    /** @return a new hash of it, in the PHC string format: {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash} */
    public String hash(String password) {
        return function.hash(octets(password), octets(SALT_OCTETS)).getResult();
    }

    /** @return random octets in the form of a hash: comparing with it takes as long, and nothing matches */
    public String ofNobody() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + function.getMemory() + ",t=" + function.getIterations() + ",p=1$"
                + base64.encodeToString(octets(SALT_OCTETS)) + "$" + base64.encodeToString(octets(HASH_OCTETS));
    }

    private byte[] octets(int count) {
        byte[] octets = new byte[count];
        random.nextBytes(octets);
        return octets;
    }

    /** @param hash as {@link #hash} made it, with these parameters or others */
    public boolean matches(String password, String hash) {
        return Argon2Function.getInstanceFromHash(hash)
                .check(octets(password), hash.getBytes(StandardCharsets.US_ASCII));
    }

    /** RFC 8265 §4.2: the same password typed on another keyboard is the same. */
    public static byte[] octets(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
    }
}
