package org.pabal.core.routing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses written as text in settings and in DNS data. */
final class IpText {
    private static final Pattern FOUR = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
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
        if (!FOUR.matcher(inner).matches() && !SIX.matcher(inner).matches()) {
            return Optional.empty();
        }
        try {
            // only digits, colons and dots reach this call, so it never asks DNS
            return Optional.of(InetAddress.getByName(inner));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
