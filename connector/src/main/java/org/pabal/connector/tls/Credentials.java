package org.pabal.connector.tls;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * What the server proves with who it is.
 *
 * @param chain the certificate, then those of its issuers
 * @param key the certificate's
 */
record Credentials(List<X509Certificate> chain, PrivateKey key) {
    static Credentials read(TlsFiles files) throws TlsTrouble {
        return read(files.certificateFile(), files.keyFile());
    }

    static Credentials read(Path certificateFile, Path keyFile) throws TlsTrouble {
        List<X509Certificate> chain = chain(certificateFile);
        PrivateKey key = key(keyFile, chain.getFirst(), certificateFile);
        return new Credentials(chain, key);
    }

    X509Certificate certificate() {
        return chain.getFirst();
    }

    boolean isFor(String host) {
        return CertificateNames.isFor(certificate(), host);
    }

    static List<X509Certificate> chain(Path file) throws TlsTrouble {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Pem.Block block : Pem.read(file)) {
                if (block.label().equals("CERTIFICATE")) {
                    chain.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.octets())));
                }
            }
        } catch (CertificateException | IllegalArgumentException e) {
            throw new TlsTrouble("a certificate in the file " + file + " is malformed: " + e.getMessage(), e);
        }
        if (chain.isEmpty()) {
            throw new TlsTrouble("there is no certificate in the file " + file);
        }
        return List.copyOf(chain);
    }

    private static PrivateKey key(Path file, X509Certificate certificate, Path certificateFile) throws TlsTrouble {
        Pem.Block block = Pem.read(file).stream()
                .filter(PrivateKeys::isKey)
                .findFirst()
                .orElseThrow(() -> new TlsTrouble("there is no private key in the file " + file));
        if (block.isEncrypted()) {
            throw new TlsTrouble("the key in the file " + file + " has a passphrase, which nobody could type in");
        }
        try {
            PrivateKey key = PrivateKeys.parse(block, certificate.getPublicKey());
            if (PrivateKeys.belongTogether(key, certificate.getPublicKey())) {
                return key;
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new TlsTrouble(
                    "the key in the file " + file + " cannot be used with the certificate in " + certificateFile + ": "
                            + e.getMessage(),
                    e);
        }
        throw new TlsTrouble(
                "the key in the file " + file + " does not belong to the first certificate in " + certificateFile);
    }
}
