package org.pabal.core.smtp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pabal.core.address.AddressLiteral;
import org.pabal.core.address.DomainName;
import org.pabal.core.queue.Xtext;

/**
 * XCLIENT, by which a proxy says on whose behalf it speaks (Postfix: XCLIENT_README). LOGIN is taken and not believed: that
 * gives a user less than he could have, never more. One object for one command.
 */
public final class XClient {
    private static final String VERB = "XCLIENT";
    private static final String OFFER = "XCLIENT NAME ADDR PORT PROTO HELO DESTADDR DESTPORT";
    private static final SmtpReply MALFORMED = SmtpReply.of(501, "5.5.4", "XCLIENT attribute malformed or not known");

    private @Nullable InetAddress address;
    private @Nullable InetAddress localAddress;
    private int port = -1;
    private int localPort = -1;
    private Optional<String> name = Optional.empty();
    private boolean named;
    private String helo = "";
    private boolean extended = true;

    /** What a command turned out to be. */
    public sealed interface Parsed {
        /** @param hello empty unless it was told */
        record Introduced(Peer peer, SmtpEndpoint.Hello hello) implements Parsed {}

        record Malformed(SmtpReply reply) implements Parsed {}
    }

    private XClient() {}

    public static boolean isOne(byte[] line, int offset, int length) {
        if (length < VERB.length() || (length > VERB.length() && line[offset + VERB.length()] != ' ')) {
            return false;
        }
        return new String(line, offset, VERB.length(), StandardCharsets.ISO_8859_1)
                .toUpperCase(Locale.ROOT)
                .equals(VERB);
    }

    /** @return the reply to EHLO with one more keyword */
    public static SmtpReply offeredWith(SmtpReply hello) {
        List<String> lines = new ArrayList<>(hello.lines());
        lines.add(OFFER);
        return new SmtpReply(hello.code(), hello.status(), lines);
    }

    /** @param before who spoke until now */
    public static Parsed parse(byte[] line, int offset, int length, Peer before) {
        String text = new String(line, offset, length, StandardCharsets.ISO_8859_1);
        XClient client = new XClient();
        List<String> words = List.of(text.split(" ", -1));
        boolean good = words.size() > 1;
        for (String word : words.subList(1, words.size())) {
            good = good && client.take(word);
        }
        return good ? client.introduced(before) : new Parsed.Malformed(MALFORMED);
    }

    private Parsed introduced(Peer before) {
        Peer peer = new Peer(
                before.listener(),
                address == null ? before.address() : address,
                port < 0 ? before.port() : port,
                localAddress == null ? before.localAddress() : localAddress,
                localPort < 0 ? before.localPort() : localPort,
                named ? name : address == null ? before.hostName() : Optional.empty());
        return new Parsed.Introduced(peer, new SmtpEndpoint.Hello(helo, extended && !helo.isEmpty()));
    }

    private boolean take(String word) {
        int equals = word.indexOf('=');
        Optional<String> decoded = equals < 0
                ? Optional.empty()
                : Xtext.parse(word.substring(equals + 1)).map(Xtext::decoded);
        if (decoded.isEmpty()) {
            return false;
        }
        String value = decoded.get();
        boolean unknown = value.equalsIgnoreCase("[UNAVAILABLE]") || value.equalsIgnoreCase("[TEMPUNAVAIL]");
        return switch (word.substring(0, equals).toUpperCase(Locale.ROOT)) {
            case "NAME" -> takeName(value, unknown);
            case "ADDR" -> (address = address(value, unknown)) != null;
            case "DESTADDR" -> (localAddress = address(value, unknown)) != null;
            case "PORT" -> (port = port(value, unknown)) >= 0;
            case "DESTPORT" -> (localPort = port(value, unknown)) >= 0;
            case "HELO" -> takeHelo(value, unknown);
            case "PROTO" -> takeProtocol(value, unknown);
            case "LOGIN" -> true;
            default -> false;
        };
    }

    private boolean takeName(String value, boolean unknown) {
        named = true;
        name = unknown ? Optional.empty() : DomainName.parse(value).map(DomainName::key);
        return unknown || name.isPresent();
    }

    private boolean takeHelo(String value, boolean unknown) {
        boolean printable = value.length() <= 255 && value.chars().allMatch(c -> c > ' ' && c < 127);
        helo = unknown || !printable ? "" : value;
        return unknown || printable;
    }

    private boolean takeProtocol(String value, boolean unknown) {
        extended = !value.equalsIgnoreCase("SMTP");
        return unknown || value.equalsIgnoreCase("SMTP") || value.equalsIgnoreCase("ESMTP");
    }

    /** A client whose address is not known must not have the proxy's rights: it gets an address that nobody has. */
    private static @Nullable InetAddress address(String value, boolean unknown) {
        if (unknown) {
            try {
                return InetAddress.getByAddress(new byte[4]);
            } catch (UnknownHostException e) {
                throw new IllegalStateException("an address has 4 octets", e);
            }
        }
        boolean six = value.regionMatches(true, 0, "IPV6:", 0, 5);
        String literal = six ? "[IPv6:" + value.substring(5) + "]" : "[" + value + "]";
        return AddressLiteral.parse(literal).map(AddressLiteral::address).orElse(null);
    }

    private static int port(String value, boolean unknown) {
        if (unknown) {
            return 0;
        }
        boolean digits =
                !value.isEmpty() && value.length() <= 5 && value.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits && Integer.parseInt(value) <= 65_535 ? Integer.parseInt(value) : -1;
    }
}
