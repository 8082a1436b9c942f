package org.pabal.core.spf;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Macros in domain-specs and explanations (RFC 7208 §7).
 *
 * @param sender local-part@domain of the identity
 * @param hello what the peer called itself
 * @param domain the current domain
 */
record SpfMacro(InetAddress peer, String sender, String hello, String domain) {
    private static final Pattern MACRO = Pattern.compile("%(?:([%_-])|\\{([A-Za-z])(\\d{0,3})([rR]?)([-.+,/_=]*)})");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9-]+");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final String OF_DOMAINS = "slodiphv";
    private static final int MAX_NAME = 253;

    /** @throws SpfTrouble permerror, if a percent sign begins no macro */
    static void check(String text) throws SpfTrouble {
        if (MACRO.matcher(text).replaceAll("").indexOf('%') >= 0
                || !text.chars().allMatch(c -> c > 32 && c < 127)) {
            throw SpfTrouble.permanent("bad macro in " + text);
        }
    }

    /** @throws SpfTrouble permerror, if it cannot make a domain name */
    static void checkDomain(String spec, String term) throws SpfTrouble {
        check(spec);
        Matcher macros = MACRO.matcher(spec);
        while (macros.find()) {
            String letter = macros.group(2);
            if (letter != null && OF_DOMAINS.indexOf(letter.toLowerCase(Locale.ROOT)) < 0) {
                throw SpfTrouble.permanent("bad macro in " + term);
            }
        }
        if (!spec.isEmpty() && !spec.endsWith("}") && !endsInTopLabel(spec)) {
            throw SpfTrouble.permanent("no domain in " + term);
        }
    }

    /** RFC 7208 §7.1: letters, digits and hyphens behind a dot, not digits alone. Looks at no character twice: a spec may be huge. */
    private static boolean endsInTopLabel(String spec) {
        String name = spec.endsWith(".") ? spec.substring(0, spec.length() - 1) : spec;
        int dot = name.lastIndexOf('.');
        String label = name.substring(dot + 1);
        return dot >= 0
                && LABEL.matcher(label).matches()
                && !DIGITS.matcher(label).matches();
    }

    /** @return the name; labels are cut from its left until it fits the DNS (RFC 7208 §7.3) */
    String expandDomain(String spec) throws SpfTrouble {
        String name = spec.isEmpty() ? domain : expand(spec, "", 0);
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        if (name.length() > MAX_NAME) {
            int dot = name.indexOf('.', name.length() - MAX_NAME - 1);
            name = name.substring((dot < 0 ? name.lastIndexOf('.') : dot) + 1);
        }
        return name;
    }

    /** @param receiver our name
     * @param now seconds since 1970 */
    String expand(String text, String receiver, long now) throws SpfTrouble {
        StringBuilder out = new StringBuilder();
        Matcher macro = MACRO.matcher(text);
        int at = 0;
        while (macro.find()) {
            out.append(text, at, macro.start());
            at = macro.end();
            String sign = macro.group(1);
            if (sign != null) {
                out.append(sign.equals("%") ? "%" : sign.equals("_") ? " " : "%20");
                continue;
            }
            char letter = macro.group(2).charAt(0);
            String value = transformed(value(Character.toLowerCase(letter), receiver, now), macro);
            out.append(Character.isUpperCase(letter) ? escaped(value) : value);
        }
        return out.append(text, at, text.length()).toString();
    }

    private String value(char letter, String receiver, long now) throws SpfTrouble {
        int at = sender.lastIndexOf('@');
        return switch (letter) {
            case 's' -> sender;
            case 'l' -> sender.substring(0, at);
            case 'o' -> sender.substring(at + 1);
            case 'd' -> domain;
            case 'i' -> peer instanceof Inet4Address ? peer.getHostAddress() : nibbles();
            case 'c' -> peer.getHostAddress();
            case 'h' -> hello;
            case 'v' -> peer instanceof Inet4Address ? "in-addr" : "ip6";
            case 'r' -> receiver;
            case 't' -> Long.toString(now);
            // RFC 7208 §7.2 asks nobody to use it; what it stands for would cost lookups
            case 'p' -> "unknown";
            default -> throw SpfTrouble.permanent("unknown macro " + letter);
        };
    }

    private String nibbles() {
        StringBuilder out = new StringBuilder();
        for (byte octet : peer.getAddress()) {
            out.append(Character.forDigit(octet >> 4 & 15, 16)).append('.');
            out.append(Character.forDigit(octet & 15, 16)).append('.');
        }
        return out.substring(0, out.length() - 1);
    }

    private static String transformed(String value, Matcher macro) throws SpfTrouble {
        String delimiters = macro.group(5).isEmpty() ? "." : macro.group(5);
        List<String> parts = new ArrayList<>(List.of(value.split("[" + Pattern.quote(delimiters) + "]", -1)));
        if (!macro.group(4).isEmpty()) {
            Collections.reverse(parts);
        }
        if (!macro.group(3).isEmpty()) {
            int keep = Integer.parseInt(macro.group(3));
            if (keep == 0) {
                throw SpfTrouble.permanent("a macro that keeps no part");
            }
            parts = parts.subList(Math.max(0, parts.size() - keep), parts.size());
        }
        return String.join(".", parts);
    }

    private static String escaped(String value) {
        StringBuilder out = new StringBuilder();
        for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) Byte.toUnsignedInt(octet);
            boolean plain = (c < 128 && Character.isLetterOrDigit(c)) || "-._~".indexOf(c) >= 0;
            if (plain) {
                out.append(c);
            } else {
                out.append(String.format("%%%02X", (int) c));
            }
        }
        return out.toString();
    }
}
