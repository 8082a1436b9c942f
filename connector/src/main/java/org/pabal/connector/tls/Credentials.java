package org.pabal.connector.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * What the server proves with who it is.
 *
 * @param chain the certificate, then those of its issuers
 * @param key the certificate's
 */
record Credentials(List<X509Certificate> chain, PrivateKey key) {
    static Credentials read(TlsFiles files) throws TlsTrouble {
        Path certificateFile = files.certificateFile();
        Path keyFile = files.keyFile();
        List<X509Certificate> chain = chain(certificateFile);
        PrivateKey key = key(keyFile, chain.getFirst(), certificateFile);
        return new Credentials(chain, key);
    }

    X509Certificate certificate() {
        return chain.getFirst();
    }

    /** @throws GeneralSecurityException if the certificates are no chain */
    SSLContext context() throws GeneralSecurityException, IOException {
        // nothing of it is ever written
        char[] password = new char[0];
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, password);
        store.setKeyEntry("pabal", key, password, chain.toArray(Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static List<X509Certificate> chain(Path file) throws TlsTrouble {
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
