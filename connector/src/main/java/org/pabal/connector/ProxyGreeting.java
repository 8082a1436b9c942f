package org.pabal.connector;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Optional;
import org.pabal.core.proxy.ProxyHeader;

/** Reads the header that a proxy must begin with, and not one octet more: what follows may be TLS. */
final class ProxyGreeting {
    private ProxyGreeting() {}

    /** @return the ends that count; empty if there is no proper header, after which nothing can be understood */
    static Optional<Ends> read(Socket socket) throws IOException {
        return switch (header(socket.getInputStream())) {
            case ProxyHeader.Announced announced -> Optional.of(Ends.of(announced));
            case ProxyHeader.Unannounced unannounced -> Optional.of(Ends.of(socket));
            case ProxyHeader.Malformed malformed -> Optional.empty();
        };
    }

    private static ProxyHeader header(InputStream in) throws IOException {
        byte[] start = in.readNBytes(ProxyHeader.SIGNATURE);
        if (start.length < ProxyHeader.SIGNATURE) {
            return new ProxyHeader.Malformed();
        }
        return ProxyHeader.isBinary(start) ? binary(in) : line(start, in);
    }

    private static ProxyHeader binary(InputStream in) throws IOException {
        byte[] fixed = in.readNBytes(ProxyHeader.FIXED);
        if (fixed.length < ProxyHeader.FIXED || ProxyHeader.variable(fixed) > ProxyHeader.MAX_VARIABLE) {
            return new ProxyHeader.Malformed();
        }
        byte[] variable = in.readNBytes(ProxyHeader.variable(fixed));
        return variable.length < ProxyHeader.variable(fixed)
                ? new ProxyHeader.Malformed()
                : ProxyHeader.ofOctets(fixed, variable);
    }

    private static ProxyHeader line(byte[] start, InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(ProxyHeader.MAX_LINE);
        line.writeBytes(start);
        int octet = 0;
        while (octet >= 0 && octet != '\n' && line.size() < ProxyHeader.MAX_LINE) {
            octet = in.read();
            line.write(octet);
        }
        return ProxyHeader.ofLine(line.toByteArray());
    }
}
