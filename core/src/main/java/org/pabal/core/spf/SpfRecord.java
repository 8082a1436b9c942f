package org.pabal.core.spf;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A record of a domain (RFC 7208 §4.6 and §12), parsed as a whole before any of it counts.
 *
 * @param redirect and
 * @param explanation domain-specs, macros not expanded
 */
record SpfRecord(List<Directive> directives, Optional<String> redirect, Optional<String> explanation) {
    /** The names of mechanisms. */
    enum Mechanism {
        ALL,
        INCLUDE,
        A,
        MX,
        PTR,
        IP4,
        IP6,
        EXISTS
    }

    /**
     * One mechanism with what a match means.
     *
     * @param spec domain-spec, macros not expanded; empty for the current domain
     * @param address of ip4 and ip6
     * @param four and
     * @param six bits of a prefix
     */
    record Directive(
            SpfResult.Code meaning,
            Mechanism mechanism,
            String spec,
            Optional<InetAddress> address,
            int four,
            int six) {}

    static final String VERSION = "v=spf1";

    private static final Pattern MODIFIER = Pattern.compile("([A-Za-z][A-Za-z0-9._-]*)=(.*)");
    // a line end is no character of a term, but without (?s) each letter before it would be tried as the last of the
    // name
    private static final Pattern DIRECTIVE = Pattern.compile("(?s)([-+~?]?)([A-Za-z0-9]+)(.*)");
    private static final Pattern CIDR = Pattern.compile("(.*?)(?:/(0|[1-9]\\d?))?(?://(0|[1-9]\\d{0,2}))?");
    private static final Pattern QUAD = Pattern.compile("(?:(?:0|[1-9]\\d{0,2})\\.){3}(?:0|[1-9]\\d{0,2})");
    private static final Pattern SIX = Pattern.compile("[0-9A-Fa-f:]{0,44}:[0-9A-Fa-f:.]{0,44}");

    /** @return whether a TXT record is one of SPF: the version, and then a blank or nothing */
    static boolean isOne(String text) {
        String start = text.substring(0, Math.min(text.length(), VERSION.length()));
        return start.equalsIgnoreCase(VERSION) && (text.length() == VERSION.length() || text.charAt(6) == ' ');
    }

    /** @throws SpfTrouble permerror, if any term is wrong */
    static SpfRecord parse(String text) throws SpfTrouble {
        List<Directive> directives = new ArrayList<>();
        Optional<String> redirect = Optional.empty();
        Optional<String> explanation = Optional.empty();
        for (String term : text.substring(VERSION.length()).split(" +", -1)) {
            Matcher modifier = MODIFIER.matcher(term);
            if (term.isEmpty()) {
                continue;
            }
            if (!modifier.matches()) {
                directives.add(directive(term));
                continue;
            }
            SpfMacro.check(modifier.group(2));
            String name = modifier.group(1).toLowerCase(Locale.ROOT);
            if (name.equals("redirect")) {
                redirect = once(redirect, modifier.group(2), term);
            } else if (name.equals("exp")) {
                explanation = once(explanation, modifier.group(2), term);
            }
        }
        return new SpfRecord(directives, redirect, explanation);
    }

    private static Optional<String> once(Optional<String> before, String value, String term) throws SpfTrouble {
        if (before.isPresent() || value.isEmpty()) {
            throw bad(term);
        }
        return Optional.of(value);
    }

    private static Directive directive(String term) throws SpfTrouble {
        Matcher matcher = DIRECTIVE.matcher(term);
        if (!matcher.matches()) {
            throw bad(term);
        }
        SpfResult.Code meaning = switch (matcher.group(1)) {
            case "-" -> SpfResult.Code.FAIL;
            case "~" -> SpfResult.Code.SOFTFAIL;
            case "?" -> SpfResult.Code.NEUTRAL;
            default -> SpfResult.Code.PASS;
        };
        String rest = matcher.group(3);
        return switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
            case "all" -> {
                if (!rest.isEmpty()) {
                    throw bad(term);
                }
                yield new Directive(meaning, Mechanism.ALL, "", Optional.empty(), 32, 128);
            }
            case "include" -> named(meaning, Mechanism.INCLUDE, required(rest, term), term);
            case "exists" -> named(meaning, Mechanism.EXISTS, required(rest, term), term);
            case "ptr" -> named(meaning, Mechanism.PTR, rest.isEmpty() ? "" : required(rest, term), term);
            case "a" -> withPrefix(meaning, Mechanism.A, rest, term);
            case "mx" -> withPrefix(meaning, Mechanism.MX, rest, term);
            case "ip4" -> four(meaning, required(rest, term), term);
            case "ip6" -> six(meaning, required(rest, term), term);
            default -> throw bad(term);
        };
    }

    private static String required(String rest, String term) throws SpfTrouble {
        if (rest.length() < 2 || rest.charAt(0) != ':') {
            throw bad(term);
        }
        return rest.substring(1);
    }

    private static Directive named(SpfResult.Code meaning, Mechanism mechanism, String spec, String term)
            throws SpfTrouble {
        SpfMacro.checkDomain(spec, term);
        return new Directive(meaning, mechanism, spec, Optional.empty(), 32, 128);
    }

    private static Directive withPrefix(SpfResult.Code meaning, Mechanism mechanism, String rest, String term)
            throws SpfTrouble {
        Matcher matcher = CIDR.matcher(rest);
        if (!matcher.matches()) {
            throw bad(term);
        }
        String name = matcher.group(1);
        String spec = name.isEmpty() ? "" : required(name, term);
        SpfMacro.checkDomain(spec, term);
        return new Directive(
                meaning,
                mechanism,
                spec,
                Optional.empty(),
                bits(matcher.group(2), 32, term),
                bits(matcher.group(3), 128, term));
    }

    private static Directive four(SpfResult.Code meaning, String rest, String term) throws SpfTrouble {
        int slash = rest.indexOf('/');
        String address = slash < 0 ? rest : rest.substring(0, slash);
        int bits = slash < 0 ? 32 : bits(rest.substring(slash + 1), 32, term);
        return new Directive(meaning, Mechanism.IP4, "", Optional.of(address(QUAD, address, term)), bits, 0);
    }

    private static Directive six(SpfResult.Code meaning, String rest, String term) throws SpfTrouble {
        int slash = rest.indexOf('/');
        String address = slash < 0 ? rest : rest.substring(0, slash);
        int bits = slash < 0 ? 128 : bits(rest.substring(slash + 1), 128, term);
        return new Directive(meaning, Mechanism.IP6, "", Optional.of(address(SIX, address, term)), 0, bits);
    }

    private static InetAddress address(Pattern form, String text, String term) throws SpfTrouble {
        try {
            if (form.matcher(text).matches()) {
                // of this form it is an address or none, never a name to ask for
                return InetAddress.getByName(text);
            }
        } catch (UnknownHostException e) {
            throw bad(term);
        }
        throw bad(term);
    }

    private static int bits(@Nullable String text, int most, String term) throws SpfTrouble {
        if (text == null) {
            return most;
        }
        if (!text.matches("0|[1-9]\\d{0,2}") || Integer.parseInt(text) > most) {
            throw bad(term);
        }
        return Integer.parseInt(text);
    }

    private static SpfTrouble bad(String term) {
        return SpfTrouble.permanent("bad term " + term);
    }
}
