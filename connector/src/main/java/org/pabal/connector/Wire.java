package org.pabal.connector;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.pabal.connector.tls.ServerTls;
import org.pabal.core.smtp.SmtpReply;
import org.pabal.core.smtp.Tls;
import org.pabal.core.trace.SessionTrace;

/**
 * Both directions of one session. Where TLS is to come, nothing is said or heard in clear from the moment on at which it
 * should: a wire without a finished handshake is mute.
 */
final class Wire {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /** what clients of mail say, if they say anything (RFC 7301) */
    private static final Set<String> MAIL = Set.of("smtp", "esmtp", "lmtp");

    private final Socket socket;
    private final Security.Mode mode;
    private final ServerTls tls;
    private final SessionTrace trace = new SessionTrace();
    private Socket outermost;
    private WireReader reader;
    private WireWriter writer;

    Wire(Socket socket, Security.Mode mode, ServerTls tls) throws IOException {
        this.socket = socket;
        this.outermost = socket;
        this.mode = mode;
        this.tls = tls;
        boolean inClear = mode != Security.Mode.IMPLICIT;
        writer = new WireWriter(inClear ? socket.getOutputStream() : OutputStream.nullOutputStream());
        reader = new WireReader(inClear ? socket.getInputStream() : InputStream.nullInputStream(), writer);
    }

    Socket socket() {
        return socket;
    }

    WireReader reader() {
        return reader;
    }

    WireWriter writer() {
        return writer;
    }

    /** What watchers see of this session. */
    SessionTrace trace() {
        return trace;
    }

    /** Says this when the session next waits for its peer. */
    void say(SmtpReply reply) throws IOException {
        trace.reply(reply::wire);
        writer.say(reply);
    }

    boolean beginsWithHandshake() {
        return mode == Security.Mode.IMPLICIT;
    }

    /** How a session on this wire begins. */
    Tls offer() {
        return mode == Security.Mode.STARTTLS && tls.current().isPresent() ? Tls.OFFERED : Tls.UNAVAILABLE;
    }

    /**
     * Does the handshake. Whatever was read and not looked at yet is gone.
     *
     * @throws IOException if it fails; the wire is mute then
     */
    Tls.Active secure() throws IOException {
        use(InputStream.nullInputStream(), OutputStream.nullOutputStream());
        Optional<SSLContext> context = tls.current();
        if (context.isEmpty()) {
            throw new IOException("there is no certificate");
        }
        SSLSocket secured = (SSLSocket) context.get().getSocketFactory().createSocket(socket, null, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        secured.setSSLParameters(parameters);
        // whoever wants to speak another protocol has been led here by somebody (ALPACA, CVE-2021-3618): no handshake
        secured.setHandshakeApplicationProtocolSelector((own, wanted) ->
                wanted.stream().filter(MAIL::contains).findFirst().orElse(null));
        secured.startHandshake();
        Tls.Active active = new Tls.Active(
                secured.getSession().getProtocol(), secured.getSession().getCipherSuite());
        if (!active.protocol().equals("TLSv1.3")) {
            // before 1.3 a peer could ask for another handshake, at our expense: without a cipher suite none succeeds
            secured.setEnabledCipherSuites(new String[0]);
        }
        use(secured.getInputStream(), secured.getOutputStream());
        outermost = secured;
        return active;
    }

    /** Says only this; nothing where TLS should come first. */
    void refuse(SmtpReply reply) throws IOException {
        say(reply);
        writer.flush();
    }

    /** Says that nothing more will be said, under TLS also to TLS. */
    void finish() throws IOException {
        outermost.shutdownOutput();
    }

    boolean isSecured() {
        return outermost instanceof SSLSocket;
    }

    private void use(InputStream in, OutputStream out) {
        writer = new WireWriter(out);
        reader = new WireReader(in, writer);
    }
}
