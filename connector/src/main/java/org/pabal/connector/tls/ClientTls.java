package org.pabal.connector.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** The client's side of TLS. Safe for many threads. */
public final class ClientTls {
    private final SSLContext any;
    private final Authorities authorities;

    /** @param authorities {@code pabal.tls.authorities}: a PEM file of authorities; empty for those of the JDK */
    public ClientTls(String authorities) {
        this.authorities = new Authorities(authorities);
        try {
            any = SSLContext.getInstance("TLS");
            any.init(null, new TrustManager[] {new AnyCertificate()}, null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    /** Shakes hands with whoever it is.
     *
     * @param host its name, which it may want to know
     * @return a socket over this one, which closes it */
    public SSLSocket encrypt(Socket socket, String host) throws IOException {
        return handshake(any, socket, host);
    }

    /** Shakes hands, if the certificate is by an authority and for one of the names.
     *
     * @param names {@code mx.example.net}, or {@code .example.net} for any below
     * @throws IOException with a reason in the end of a sentence; nothing of ours has been sent then */
    public SSLSocket verify(Socket socket, String host, List<String> names) throws IOException {
        SSLSocket secured = handshake(authorities.context(), socket, host);
        X509Certificate certificate = (X509Certificate) secured.getSession().getPeerCertificates()[0];
        if (names.stream().noneMatch(name -> isFor(certificate, name))) {
            throw new IOException("its certificate is not for " + String.join(" or ", names));
        }
        return secured;
    }

    private static boolean isFor(X509Certificate certificate, String name) {
        return name.startsWith(".")
                ? CertificateNames.isForSomethingBelow(certificate, name)
                : CertificateNames.isFor(certificate, name);
    }

    private static SSLSocket handshake(SSLContext context, Socket socket, String host) throws IOException {
        SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(socket, host, socket.getPort(), true);
        try {
            secured.startHandshake();
        } catch (IOException e) {
            if (e.getCause() instanceof CertificateException) {
                throw new IOException("its certificate is not by an authority that we know", e);
            }
            throw e;
        }
        return secured;
    }
}
