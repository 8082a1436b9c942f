package org.pabal.connector.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Several certificates: a client that asks for a name gets the one for it, any other the first (RFC 6066 §3). */
final class KeyRing extends X509ExtendedKeyManager {
    private final List<Credentials> all;

    /** @param all the first is for whoever asks for nothing that there is */
    KeyRing(List<Credentials> all) {
        this.all = List.copyOf(all);
    }

    /** @throws GeneralSecurityException if the certificates of one are no chain */
    SSLContext context() throws GeneralSecurityException, IOException {
        for (Credentials each : all) {
            requireChain(each);
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {this}, null, null);
        return context;
    }

    @Override
    public @Nullable String chooseServerAlias(String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
        SSLSession session = socket instanceof SSLSocket tls ? tls.getHandshakeSession() : null;
        Optional<String> host = session instanceof ExtendedSSLSession extended ? requested(extended) : Optional.empty();
        // one without a key of this type is asked about again with another type
        int chosen = host.map(this::indexOf).orElse(0);
        return all.get(chosen).key().getAlgorithm().equals(type) ? Integer.toString(chosen) : null;
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return all.get(Integer.parseInt(alias)).key();
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return all.get(Integer.parseInt(alias)).chain().toArray(X509Certificate[]::new);
    }

    @Override
    public String[] getServerAliases(String type, Principal @Nullable [] issuers) {
        return IntStream.range(0, all.size())
                .filter(i -> all.get(i).key().getAlgorithm().equals(type))
                .mapToObj(Integer::toString)
                .toArray(String[]::new);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String type, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return chooseServerAlias(type, issuers, null);
    }

    /** A server is never a client. */
    @Override
    public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    private int indexOf(String host) {
        return IntStream.range(0, all.size())
                .filter(i -> all.get(i).isFor(host))
                .findFirst()
                .orElse(0);
    }

    private static Optional<String> requested(ExtendedSSLSession session) {
        return session.getRequestedServerNames().stream()
                .filter(SNIHostName.class::isInstance)
                .map(name -> ((SNIHostName) name).getAsciiName())
                .findFirst();
    }

    private static void requireChain(Credentials credentials) throws GeneralSecurityException, IOException {
        // nothing of it is ever written
        char[] password = new char[0];
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, password);
        store.setKeyEntry(
                "pabal", credentials.key(), password, credentials.chain().toArray(Certificate[]::new));
    }
}
