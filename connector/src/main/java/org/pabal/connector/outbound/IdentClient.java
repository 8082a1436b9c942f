package org.pabal.connector.outbound;

import jakarta.resource.spi.AdministeredObject;
import jakarta.resource.spi.ConfigProperty;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pabal.core.policy.Ident;
import org.pabal.core.policy.IdentReply;
import org.pabal.core.smtp.Peer;

/** Asks ident servers, as an administered object. From the address that the peer has connected to, as they compare it. */
@AdministeredObject(adminObjectInterfaces = Ident.class)
public class IdentClient implements Ident, ResourceAdapterAssociation {
    @ConfigProperty(description = "The port of ident servers", defaultValue = "113")
    private String port = "113";

    private @Nullable ResourceAdapter resourceAdapter;

    @Override
    public Optional<String> ask(Peer peer, Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(peer.localAddress(), 0));
            socket.connect(
                    new InetSocketAddress(peer.address(), Integer.parseInt(port)), DnsExchange.millisUntil(deadline));
            socket.getOutputStream().write(IdentReply.question(peer));
            return line(socket, deadline).map(IdentReply::infoOf);
        } catch (IOException nobodyThere) {
            // most hosts have no ident server: that is an answer, too
            return Optional.empty();
        }
    }

    /** @return nothing if the server closes before the end of the line, or sends too long a one */
    private static Optional<String> line(Socket socket, long deadline) throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        byte[] buffer = new byte[256];
        while (line.size() < IdentReply.MAX_LINE) {
            socket.setSoTimeout(DnsExchange.millisUntil(deadline));
            int count = in.read(buffer);
            for (int i = 0; i < count; i++) {
                if (buffer[i] == '\n') {
                    line.write(buffer, 0, i);
                    return Optional.of(line.toString(StandardCharsets.UTF_8));
                }
            }
            if (count < 0) {
                return Optional.empty();
            }
            line.write(buffer, 0, count);
        }
        return Optional.empty();
    }

    @Override
    public @Nullable ResourceAdapter getResourceAdapter() {
        return resourceAdapter;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter resourceAdapter) {
        this.resourceAdapter = resourceAdapter;
    }

    public String getPort() {
        return port;
    }

    /** @throws IllegalArgumentException unless it is a number from 1 to 65535 */
    public void setPort(String port) {
        this.port = NumberText.require("port", port, 1, 65_535);
    }
}
