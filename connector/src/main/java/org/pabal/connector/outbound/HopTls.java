package org.pabal.connector.outbound;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.pabal.connector.tls.ClientTls;
import org.pabal.core.smtp.client.NextHops.Hop;
import org.pabal.core.smtp.client.Protection;
import org.pabal.core.smtp.client.TlsPolicy;

/** TLS with one next hop, as its policy wants it. */
record HopTls(ClientTls tls, Hop hop) {
    /** @throws IOException if it comes to nothing; nothing of ours has been sent then */
    SSLSocket secure(Socket socket) throws IOException {
        if (!isVerified()) {
            return tls.encrypt(socket, hop.hostName());
        }
        List<String> names = hop.terms().tls().names();
        return tls.verify(socket, hop.hostName(), names.isEmpty() ? List.of(hop.hostName()) : names);
    }

    Protection protection(SSLSocket secured) {
        SSLSession session = secured.getSession();
        return new Protection(session.getProtocol(), session.getCipherSuite(), isVerified());
    }

    private boolean isVerified() {
        return hop.terms().tls().level() == TlsPolicy.Level.VERIFY;
    }
}
