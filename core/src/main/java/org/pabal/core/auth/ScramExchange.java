package org.pabal.core.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * SCRAM-SHA-256 (RFC 5802, RFC 7677) without channel binding. Its last word to the client, which proves that we know the keys,
 * is a challenge to which the client says nothing: SMTP's 235 cannot carry it (RFC 4954 §4).
 */
final class ScramExchange implements SaslExchange {
    private enum Expected {
        FIRST,
        FINAL,
        ACKNOWLEDGEMENT
    }

    private final String nonce;
    private Expected expected = Expected.FIRST;
    private @Nullable ClientFirst first;
    private @Nullable ScramKeys keys;
    private String serverFirst = "";

    /** @param nonce ours, printable and without a comma */
    ScramExchange(String nonce) {
        this.nonce = nonce;
    }

    @Override
    public SaslStep begin() {
        return new SaslStep.Challenge(new byte[0]);
    }

    @Override
    public SaslStep respond(byte[] response) {
        Optional<String> text = SaslText.parse(response);
        if (text.isEmpty()) {
            return SaslStep.malformed();
        }
        return switch (expected) {
            case FIRST -> clientFirst(text.get());
            case FINAL -> clientFinal(text.get());
            case ACKNOWLEDGEMENT -> text.get().isEmpty() ? new SaslStep.Success(name()) : SaslStep.malformed();
        };
    }

    @Override
    public SaslStep found(ScramKeys of) {
        keys = of;
        expected = Expected.FINAL;
        serverFirst =
                "r=" + commonNonce() + ",s=" + Base64.getEncoder().encodeToString(of.salt()) + ",i=" + of.iterations();
        return new SaslStep.Challenge(octets(serverFirst));
    }

    @Override
    public SaslStep checked(boolean right) {
        throw new IllegalStateException("SCRAM sends no password");
    }

    private SaslStep clientFirst(String text) {
        Optional<ClientFirst> parsed = ClientFirst.parse(text);
        if (parsed.isEmpty()) {
            return SaslStep.malformed();
        }
        first = parsed.get();
        return first.isForOneself() ? new SaslStep.FindKeys(first.name()) : SaslStep.refused(first.name());
    }

    private SaslStep clientFinal(String text) {
        int at = text.lastIndexOf(",p=");
        ClientFirst begun = first;
        ScramKeys known = keys;
        if (at < 0 || begun == null || known == null) {
            return SaslStep.malformed();
        }
        String withoutProof = text.substring(0, at);
        Optional<byte[]> proof = Base64Text.decode(text.substring(at + 3)).filter(p -> p.length == 32);
        String wanted = "c=" + Base64.getEncoder().encodeToString(octets(begun.gs2Header())) + ",r=" + commonNonce();
        // extensions may follow the nonce (RFC 5802 §5.1)
        boolean inForm = withoutProof.equals(wanted) || withoutProof.startsWith(wanted + ",");
        if (proof.isEmpty() || !inForm) {
            return SaslStep.malformed();
        }
        byte[] message = octets(begun.bare() + "," + serverFirst + "," + withoutProof);
        if (!isRight(known, message, proof.get())) {
            return SaslStep.refused(name());
        }
        expected = Expected.ACKNOWLEDGEMENT;
        byte[] signature = Sha256.hmac(known.serverKey(), message);
        return new SaslStep.Challenge(octets("v=" + Base64.getEncoder().encodeToString(signature)));
    }

    /** The proof hides the client's key behind a signature that only who has the stored key can take away. */
    private static boolean isRight(ScramKeys keys, byte[] message, byte[] proof) {
        byte[] clientKey = Sha256.hmac(keys.storedKey(), message);
        for (int i = 0; i < clientKey.length; i++) {
            clientKey[i] ^= proof[i];
        }
        return MessageDigest.isEqual(Sha256.hash(clientKey), keys.storedKey());
    }

    private String name() {
        return first == null ? "" : first.name();
    }

    private String commonNonce() {
        return (first == null ? "" : first.nonce()) + nonce;
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
