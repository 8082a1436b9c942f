package org.pabal.core.auth;

import java.util.Optional;

/** PLAIN (RFC 4616): one response, {@code [authzid] NUL authcid NUL passwd}. */
final class PlainExchange implements SaslExchange {
    private String name = "";

    @Override
    public SaslStep begin() {
        return new SaslStep.Challenge(new byte[0]);
    }

    @Override
    public SaslStep respond(byte[] response) {
        int first = nul(response, 0);
        int second = first < 0 ? -1 : nul(response, first + 1);
        if (second < 0) {
            return SaslStep.malformed();
        }
        // a third NUL is refused with the password, which has none
        Optional<String> authorization = SaslText.parse(response, 0, first);
        Optional<String> typed = SaslText.parse(response, first + 1, second - first - 1);
        Optional<String> password = SaslText.parse(response, second + 1, response.length - second - 1);
        if (authorization.isEmpty() || typed.isEmpty() || password.isEmpty() || isAnyEmpty(typed, password)) {
            return SaslStep.malformed();
        }
        name = typed.get();
        // nobody may act for another account
        boolean forOneself =
                authorization.get().isEmpty() || authorization.get().equals(name);
        return forOneself ? new SaslStep.CheckPassword(name, password.get()) : SaslStep.refused(name);
    }

    @Override
    public SaslStep checked(boolean right) {
        return right ? new SaslStep.Success(name) : SaslStep.refused(name);
    }

    @Override
    public SaslStep found(ScramKeys keys) {
        throw new IllegalStateException("PLAIN asks for no keys");
    }

    private static boolean isAnyEmpty(Optional<String> typed, Optional<String> password) {
        return typed.orElse("").isEmpty() || password.orElse("").isEmpty();
    }

    private static int nul(byte[] octets, int from) {
        for (int i = from; i < octets.length; i++) {
            if (octets[i] == 0) {
                return i;
            }
        }
        return -1;
    }
}
