package org.pabal.core.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pabal.core.address.DomainName;
import org.pabal.core.smtp.client.HopTerms;
import org.pabal.core.smtp.client.RelayLogin;
import org.pabal.core.smtp.client.TlsPolicy;

/**
 * One relay of a line of smtproutes: {@code relay} or {@code relay:port}, then options: {@code tls=POLICY}, {@code name=NAME} for whom a
 * verified certificate may be, {@code helo=NAME}, {@code user=NAME}. Throws IllegalArgumentException with a clause that goes on
 * after the line.
 */
final class RelayParser {
    private final RelayPasswords passwords;
    private @Nullable String tls;
    private final List<String> names = new ArrayList<>();
    private Optional<DomainName> helo = Optional.empty();
    private @Nullable String user;

    private RelayParser(RelayPasswords passwords) {
        this.passwords = passwords;
    }

    /** What one key leads to.
     *
     * @param tls the policy of the recipient's domain, for relays that have none of their own; null for the one of the relay */
    record Parsed(
            String host, int port, Optional<TlsPolicy> tls, Optional<DomainName> helo, Optional<RelayLogin> login) {
        Relay relay(TlsPolicy ofDomain) {
            return new Relay(host, port, new HopTerms(tls.orElse(ofDomain), helo, login));
        }
    }

    static Parsed require(String text, RelayPasswords passwords) {
        List<String> words = List.of(text.strip().split("[ \t]+", -1));
        RelayParser parser = new RelayParser(passwords);
        words.subList(1, words.size()).forEach(parser::option);
        return parser.parsed(words.getFirst());
    }

    private Parsed parsed(String value) {
        int bracket = value.startsWith("[") ? value.indexOf(']') : -1;
        int colon = value.indexOf(':', Math.max(bracket, 0));
        String host = colon < 0 ? value : value.substring(0, colon);
        int port = colon < 0 ? Route.SMTP_PORT : requirePort(value.substring(colon + 1));
        if (IpText.parse(host).isEmpty()) {
            requireName(host);
        }
        String known = user;
        Optional<RelayLogin> login =
                known == null ? Optional.empty() : Optional.of(new RelayLogin(known, passwords.of(host, known)));
        return new Parsed(host, port, policy(), helo, login);
    }

    private void option(String word) {
        int equals = word.indexOf('=');
        String value = word.substring(equals + 1);
        if (equals < 0 || value.isEmpty()) {
            throw new IllegalArgumentException("has \"" + word + "\" where an option like tls=encrypt should be");
        }
        switch (word.substring(0, equals)) {
            case "tls" -> tls = value;
            case "name" -> names.add(value);
            case "helo" -> helo = Optional.of(new DomainName(value));
            case "user" -> user = value;
            default ->
                throw new IllegalArgumentException(
                        "has the option \"" + word + "\"; there are tls=, name=, helo= and user=");
        }
    }

    private Optional<TlsPolicy> policy() {
        String word = tls;
        if (word == null) {
            if (!names.isEmpty()) {
                throw new IllegalArgumentException("has name= without tls=verify");
            }
            return Optional.empty();
        }
        if (word.indexOf(':') >= 0) {
            throw new IllegalArgumentException("has a policy with a colon; names are options of their own, name=NAME");
        }
        TlsPolicy policy = TlsPolicy.require(names.isEmpty() ? word : word + ":" + String.join(",", names));
        if (user != null && policy.level().compareTo(TlsPolicy.Level.ENCRYPT) < 0) {
            throw new IllegalArgumentException("has a user, whose password goes under tls=encrypt or tls=verify only");
        }
        return Optional.of(policy);
    }

    private static int requirePort(String digits) {
        int port = digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : 0;
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("needs a port from 1 to 65535 after the relay");
        }
        return port;
    }

    private static void requireName(String host) {
        try {
            new DomainName(host);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "names a relay that is neither a host name nor an address: " + e.getMessage(), e);
        }
    }
}
