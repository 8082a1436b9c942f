package org.pabal.core.auth;

import java.util.List;
import java.util.Optional;

/**
 * The first message of a SCRAM client (RFC 5802 §7): {@code gs2-header "n=" name ",r=" nonce}.
 *
 * @param gs2Header as it was sent, its last comma included
 * @param authorization for whom the client wants to act; empty for itself
 * @param bare all that follows the header
 */
record ClientFirst(String gs2Header, String authorization, String bare, String name, String nonce) {
    private static final int LONGEST_NONCE = 256;

    /** @return empty if it is malformed, or asks for what we do not offer: channel binding, extensions that must be known */
    static Optional<ClientFirst> parse(String text) {
        List<String> parts = List.of(text.split(",", 5));
        if (parts.size() < 4) {
            return Optional.empty();
        }
        // y: the client could bind the channel, and believes that we cannot, which is so
        boolean binding = parts.get(0).equals("n") || parts.get(0).equals("y");
        Optional<String> authorization = parts.get(1).isEmpty()
                ? Optional.of("")
                : attribute(parts.get(1), "a=").flatMap(ClientFirst::unescape);
        Optional<String> name = attribute(parts.get(2), "n=").flatMap(ClientFirst::unescape);
        Optional<String> nonce = attribute(parts.get(3), "r=").filter(ClientFirst::isNonce);
        if (!binding || authorization.isEmpty() || name.isEmpty() || nonce.isEmpty()) {
            return Optional.empty();
        }
        String header = parts.get(0) + "," + parts.get(1) + ",";
        return Optional.of(
                new ClientFirst(header, authorization.get(), text.substring(header.length()), name.get(), nonce.get()));
    }

    boolean isForOneself() {
        return authorization.isEmpty() || authorization.equals(name);
    }

    private static Optional<String> attribute(String part, String start) {
        return part.startsWith(start) && part.length() > start.length()
                ? Optional.of(part.substring(start.length()))
                : Optional.empty();
    }

    private static boolean isNonce(String text) {
        return text.length() <= LONGEST_NONCE && text.chars().allMatch(c -> c > ' ' && c <= '~' && c != ',');
    }

    /** {@code =2C} is a comma, {@code =3D} an equals sign, and no other follows one. */
    private static Optional<String> unescape(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        int from = 0;
        for (int at = name.indexOf('='); at >= 0; at = name.indexOf('=', from)) {
            String code = name.substring(at, Math.min(name.length(), at + 3));
            if (!code.equals("=2C") && !code.equals("=3D")) {
                return Optional.empty();
            }
            plain.append(name, from, at).append(code.equals("=2C") ? ',' : '=');
            from = at + 3;
        }
        return Optional.of(plain.append(name, from, name.length()).toString());
    }
}
