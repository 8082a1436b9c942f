package org.pabal.connector.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/** Private keys in the three forms that OpenSSL writes: PKCS#8, PKCS#1 (RSA), SEC 1 (EC). */
final class PrivateKeys {
    private static final List<String> FORMS = List.of("PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY");

    private PrivateKeys() {}

    static boolean isKey(Pem.Block block) {
        return block.label().endsWith("PRIVATE KEY");
    }

    /**
     * @param owner the public key it must belong to, whose algorithm it has
     * @throws GeneralSecurityException if it is not such a key
     */
    static PrivateKey parse(Pem.Block block, PublicKey owner) throws GeneralSecurityException {
        if (!FORMS.contains(block.label())) {
            throw new GeneralSecurityException("'" + block.label() + "' is not a form of key that can be read");
        }
        byte[] octets = block.octets();
        byte[] pkcs8 = block.label().equals("PRIVATE KEY") ? octets : wrap(octets, owner);
        return KeyFactory.getInstance(owner.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    /** @return whether what one of them signs the other one verifies */
    static boolean belongTogether(PrivateKey key, PublicKey owner) throws GeneralSecurityException {
        byte[] trial = new byte[32];
        new SecureRandom().nextBytes(trial);
        Signature signature = Signature.getInstance(signatureOf(owner));
        signature.initSign(key);
        signature.update(trial);
        byte[] signed = signature.sign();
        signature.initVerify(owner);
        signature.update(trial);
        return signature.verify(signed);
    }

    /** Puts the algorithm, with the curve of an EC key, around the bare key: RFC 5208 §5. */
    private static byte[] wrap(byte[] bare, PublicKey owner) {
        return Der.sequence(Der.integer(BigInteger.ZERO), Der.firstOf(owner.getEncoded()), Der.octetString(bare));
    }

    private static String signatureOf(PublicKey owner) {
        return switch (owner.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> owner.getAlgorithm();
        };
    }
}
