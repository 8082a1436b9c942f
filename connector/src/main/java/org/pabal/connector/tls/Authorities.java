package org.pabal.connector.tls;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Whose word counts for a certificate: the authorities in a PEM file, read again when it changes, or those of the JDK. */
final class Authorities {
    private static final System.Logger LOG = System.getLogger(Authorities.class.getName());

    private final String file;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Loaded loaded;

    private record Loaded(FileTime modified, SSLContext context) {}

    /** @param file {@code pabal.tls.authorities}; empty for those of the JDK */
    Authorities(String file) {
        this.file = file.strip();
    }

    /** @throws IOException if the file cannot be used, which the log has told */
    SSLContext context() throws IOException {
        lock.lock();
        try {
            FileTime modified = file.isEmpty() ? FileTime.fromMillis(0) : Files.getLastModifiedTime(Path.of(file));
            Loaded known = loaded;
            if (known == null || !known.modified().equals(modified)) {
                known = new Loaded(modified, load());
                loaded = known;
            }
            return known.context();
        } catch (GeneralSecurityException | TlsTrouble | IOException e) {
            LOG.log(Level.WARNING, "no certificate can be verified, for pabal.tls.authorities cannot be used: " + e);
            // the sender may get to see this, and need not know our files
            throw new IOException("the file of pabal.tls.authorities cannot be used", e);
        } finally {
            lock.unlock();
        }
    }

    private SSLContext load() throws GeneralSecurityException, IOException, TlsTrouble {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(file.isEmpty() ? null : store(Credentials.chain(Path.of(file))));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    private static KeyStore store(List<X509Certificate> certificates) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (int i = 0; i < certificates.size(); i++) {
            store.setCertificateEntry(Integer.toString(i), certificates.get(i));
        }
        return store;
    }
}
