package org.pabal.core.auth;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** LOGIN: the name, then the password, each asked for with the words that clients expect. */
final class LoginExchange implements SaslExchange {
    private static final byte[] ASK_NAME = "Username:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ASK_PASSWORD = "Password:".getBytes(StandardCharsets.US_ASCII);

    private Optional<String> name = Optional.empty();

    @Override
    public SaslStep begin() {
        return new SaslStep.Challenge(ASK_NAME);
    }

    @Override
    public SaslStep respond(byte[] response) {
        Optional<String> text = SaslText.parse(response).filter(typed -> !typed.isEmpty());
        if (text.isEmpty()) {
            return SaslStep.malformed();
        }
        if (name.isEmpty()) {
            name = text;
            return new SaslStep.Challenge(ASK_PASSWORD);
        }
        return new SaslStep.CheckPassword(name.get(), text.get());
    }

    @Override
    public SaslStep checked(boolean right) {
        String typed = name.orElseThrow();
        return right ? new SaslStep.Success(typed) : SaslStep.refused(typed);
    }

    @Override
    public SaslStep found(ScramKeys keys) {
        throw new IllegalStateException("LOGIN asks for no keys");
    }
}
