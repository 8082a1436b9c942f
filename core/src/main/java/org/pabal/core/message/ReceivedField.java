package org.pabal.core.message;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.pabal.core.address.AddressLiteral;
import org.pabal.core.address.DomainName;

/**
 * The trace field we put on top of every content (RFC 5321 §4.4), in qmail's shape: two physical lines, UTC, and nothing
 * typed by a peer but characters that cannot change the form of the field. What came by TLS says so (RFC 3848), and by
 * which cipher suite (RFC 8314 §4.3), in a third line.
 *
 * @param by our name
 * @param id the queue id
 * @param via what stands behind {@code with}
 */
public record ReceivedField(Origin origin, DomainName by, String id, Via via) {
    /** The protocol family a content came by. */
    public enum Via {
        /** with its extended forms */
        SMTP,
        LMTP,
        QMTP,
        QMQP
    }

    /** A field of what came by SMTP. */
    public ReceivedField(Origin origin, DomainName by, String id) {
        this(origin, by, id, Via.SMTP);
    }

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "d MMM uuuu HH:mm:ss '-0000'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /**
     * Where the content came from.
     *
     * @param hello what the peer called itself; empty if it did not
     * @param extended whether with EHLO
     * @param utf8 whether the transaction was one with SMTPUTF8
     * @param hostName what the DNS calls it
     * @param encryption if it came by TLS
     * @param authenticated whether the peer had logged in; as whom is nobody's business
     */
    public record Origin(
            String hello,
            boolean extended,
            boolean utf8,
            Optional<String> hostName,
            InetAddress address,
            Optional<Encryption> encryption,
            boolean authenticated) {
        /** Of a transaction without SMTPUTF8, of somebody who has not logged in. */
        public Origin(
                String hello,
                boolean extended,
                Optional<String> hostName,
                InetAddress address,
                Optional<Encryption> encryption) {
            this(hello, extended, false, hostName, address, encryption, false);
        }
    }

    /** @param protocol as {@code TLSv1.3}
     * @param cipherSuite its registered name */
    public record Encryption(String protocol, String cipherSuite) {}

    /** @return the field with its line ends, LF */
    public byte[] octets(Instant now) {
        return text(now).getBytes(StandardCharsets.US_ASCII);
    }

    /** @param lineEnd of the content that the field goes on top of */
    public byte[] octets(Instant now, String lineEnd) {
        return text(now).replace("\n", lineEnd).getBytes(StandardCharsets.US_ASCII);
    }

    private String text(Instant now) {
        StringBuilder field = new StringBuilder(160).append("Received: from ");
        field.append(origin.hello().isEmpty() ? "unknown" : safe(origin.hello()))
                .append(" (");
        origin.hostName().ifPresent(name -> field.append(safe(name)).append(' '));
        field.append(new AddressLiteral(origin.address()).text())
                .append(")\n  by ")
                .append(by.ascii());
        field.append(" with ").append(protocol()).append(" id ").append(safe(id));
        origin.encryption()
                .ifPresent(tls -> field.append("\n  tls ")
                        .append(safe(tls.cipherSuite()))
                        .append(" (")
                        .append(safe(tls.protocol()))
                        .append(')'));
        return field.append("; ").append(DATE.format(now)).append('\n').toString();
    }

    /** Nobody has registered a word for HELO under TLS. */
    private String protocol() {
        if (via == Via.SMTP && !origin.extended()) {
            return "SMTP";
        }
        String esmtp = origin.utf8() ? "UTF8SMTP" : "ESMTP";
        return (via == Via.SMTP ? esmtp : via.name())
                + (origin.encryption().isPresent() ? "S" : "")
                + (origin.authenticated() ? "A" : "");
    }

    /** A name or literal as it is; of anything else what may stand in an atom, and question marks (qmail: safeput). */
    private static String safe(String typed) {
        if (AddressLiteral.parse(typed).isPresent()) {
            return typed;
        }
        StringBuilder kept = new StringBuilder(typed.length());
        for (int i = 0; i < typed.length(); i++) {
            char c = typed.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            kept.append(plain || ".-_%+/=".indexOf(c) >= 0 ? c : '?');
        }
        return kept.toString();
    }
}
