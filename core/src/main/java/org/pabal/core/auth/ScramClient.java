package org.pabal.core.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The client's side of SCRAM-SHA-256 (RFC 5802, RFC 7677), without channel binding: the password is never sent, and the other
 * side must prove that it knows its keys.
 */
public final class ScramClient {
    private static final String GS2 = "n,,";
    private static final Pattern SERVER_FIRST = Pattern.compile("r=([^,]+),s=([A-Za-z0-9+/=]+),i=(\\d{1,7})(?:,.*)?");
    private static final int LEAST_ITERATIONS = 4_096;
    /** What the other side may make us compute: below a second or two. */
    private static final int MOST_ITERATIONS = 1_000_000;

    private final byte[] password;
    private final String bare;
    private final String nonce;
    private byte[] serverSignature = new byte[0];

    /** @param nonce printable, without a comma, never used before */
    public ScramClient(String user, String password, String nonce) {
        this.password = password.getBytes(StandardCharsets.UTF_8);
        this.nonce = nonce;
        this.bare = "n=" + user.replace("=", "=3D").replace(",", "=2C") + ",r=" + nonce;
    }

    /** @return the first message */
    public String first() {
        return GS2 + bare;
    }

    /** @param serverFirst the challenge
     * @return the final message, with the proof; empty if the challenge is none */
    public Optional<String> answer(String serverFirst) {
        Matcher matcher = SERVER_FIRST.matcher(serverFirst);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String both = matcher.group(1);
        Optional<byte[]> salt = Base64Text.decode(matcher.group(2));
        int iterations = Integer.parseInt(matcher.group(3));
        boolean fresh = both.startsWith(nonce) && both.length() > nonce.length();
        if (!fresh || salt.isEmpty() || iterations < LEAST_ITERATIONS || iterations > MOST_ITERATIONS) {
            return Optional.empty();
        }
        String withoutProof = "c=" + Base64.getEncoder().encodeToString(octets(GS2)) + ",r=" + both;
        byte[] message = octets(bare + "," + serverFirst + "," + withoutProof);
        byte[] salted = Sha256.derive(password, salt.get(), iterations);
        byte[] proof = Sha256.hmac(salted, "Client Key");
        byte[] signature = Sha256.hmac(Sha256.hash(proof), message);
        for (int i = 0; i < proof.length; i++) {
            proof[i] ^= signature[i];
        }
        serverSignature = Sha256.hmac(Sha256.hmac(salted, "Server Key"), message);
        return Optional.of(withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof));
    }

    /** Whether the other side's last word proves that it knows us. */
    public boolean isProof(String serverFinal) {
        return serverFinal.startsWith("v=")
                && Base64Text.decode(serverFinal.substring(2))
                        .filter(signature -> MessageDigest.isEqual(signature, serverSignature))
                        .isPresent();
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
