package org.pabal.core.routing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses written as text in settings and in DNS data. */
final class IpText {
    private static final Pattern FOUR = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
    private static final Pattern SIX = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

    private IpText() {}

    /** @return the address, if the text is a dotted quad or IPv6 address, with or without brackets */
    static Optional<InetAddress> parse(String text) {
        String inner = text;
        if (text.startsWith("[") && text.endsWith("]")) {
            inner = text.regionMatches(true, 1, "IPv6:", 0, 5)
                    ? text.substring(6, text.length() - 1)
                    : text.substring(1, text.length() - 1);
        }
        Matcher four = FOUR.matcher(inner);
        try {
            if (four.matches()) {
                return four(four);
            }
            // a text with colons that is no address is refused by this call: it never asks the DNS
            return SIX.matcher(inner).matches() ? Optional.of(InetAddress.getByName(inner)) : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static Optional<InetAddress> four(Matcher matcher) throws UnknownHostException {
        byte[] octets = new byte[4];
        for (int i = 0; i < octets.length; i++) {
            int octet = Integer.parseInt(matcher.group(i + 1));
            if (octet > 255) {
                return Optional.empty();
            }
            octets[i] = (byte) octet;
        }
        return Optional.of(InetAddress.getByAddress(octets));
    }
}
