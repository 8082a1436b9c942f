package org.pabal.connector;

import jakarta.resource.spi.UnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.pabal.core.auth.Base64Text;
import org.pabal.core.auth.Mechanism;
import org.pabal.core.auth.SaslExchange;
import org.pabal.core.auth.SaslStep;
import org.pabal.core.smtp.Decision;
import org.pabal.core.smtp.Limits;
import org.pabal.core.smtp.Replies;
import org.pabal.core.smtp.SessionTerms;
import org.pabal.core.smtp.SmtpEndpoint;
import org.pabal.core.smtp.SmtpReply;
import org.pabal.core.smtp.Step;

/** The challenges and responses of one AUTH command (RFC 4954 §4). */
final class AuthDialogue {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_OCTETS = 18;

    private final Application application;
    private final Lifeline lifeline;
    private final Wire wire;
    private final SessionTerms terms;

    /** How it ended. */
    sealed interface Result {
        /** @param terms as they are from now on */
        record LoggedIn(SessionTerms terms) implements Result {}

        record NotLoggedIn(SmtpReply reply) implements Result {}

        /** Say this and close. */
        record HangUp(SmtpReply reply) implements Result {}

        /** The peer, or the time, or we ourselves have gone. */
        record Lost() implements Result {}
    }

    AuthDialogue(Application application, Lifeline lifeline, Wire wire, SessionTerms terms) {
        this.application = application;
        this.lifeline = lifeline;
        this.wire = wire;
        this.terms = terms;
    }

    Result hold(Step.Authenticate dialogue) throws IOException, UnavailableException {
        return switch (lifeline.ask(application, app -> app.login(terms))) {
            case Decision.Accept accept -> begin(dialogue);
            case Decision.Reject reject -> new Result.NotLoggedIn(reject.reply());
            case Decision.TryLater later -> new Result.NotLoggedIn(later.reply());
            case Decision.HangUp hangUp -> new Result.HangUp(hangUp.reply());
        };
    }

    private Result begin(Step.Authenticate dialogue) throws IOException, UnavailableException {
        SaslExchange exchange = dialogue.mechanism().begin(AuthDialogue::nonce);
        if (dialogue.initial().isEmpty()) {
            return follow(dialogue.mechanism(), exchange, exchange.begin());
        }
        // one equals sign is the response without an octet (RFC 4954 §4)
        String typed =
                dialogue.initial().get().equals("=") ? "" : dialogue.initial().get();
        return respond(dialogue.mechanism(), exchange, typed);
    }

    private Result respond(Mechanism mechanism, SaslExchange exchange, String typed)
            throws IOException, UnavailableException {
        Optional<byte[]> response = Base64Text.decode(typed);
        return response.isEmpty()
                ? new Result.NotLoggedIn(Replies.AUTH_MALFORMED)
                : follow(mechanism, exchange, exchange.respond(response.get()));
    }

    private Result follow(Mechanism mechanism, SaslExchange exchange, SaslStep step)
            throws IOException, UnavailableException {
        return switch (step) {
            case SaslStep.Challenge challenge -> challenge(mechanism, exchange, challenge);
            case SaslStep.CheckPassword check -> check(mechanism, exchange, check);
            case SaslStep.FindKeys find -> {
                var keys = lifeline.ask(application, app -> app.keys(terms, find.name()));
                yield keys.isEmpty()
                        ? new Result.NotLoggedIn(Replies.AUTH_BUSY)
                        : follow(mechanism, exchange, exchange.found(keys.get()));
            }
            case SaslStep.Success success ->
                new Result.LoggedIn(lifeline.ask(application, app -> app.loggedIn(terms, mechanism, success.name())));
            case SaslStep.Failure failure -> failed(mechanism, failure);
        };
    }

    private Result challenge(Mechanism mechanism, SaslExchange exchange, SaslStep.Challenge challenge)
            throws IOException, UnavailableException {
        wire.say(Replies.challenge(challenge.octets()));
        if (lifeline.farewell() != null) {
            return new Result.Lost();
        }
        lifeline.awaitCommand();
        WireReader reader = wire.reader();
        return switch (reader.next(Limits.AUTH_LINE)) {
            case COMPLETE -> {
                wire.trace().secret();
                String typed = new String(
                        reader.buffer(), reader.lineStart(), reader.lineLength(), StandardCharsets.ISO_8859_1);
                yield typed.equals("*")
                        ? new Result.NotLoggedIn(Replies.AUTH_CANCELLED)
                        : respond(mechanism, exchange, typed);
            }
            case TOO_LONG -> new Result.NotLoggedIn(Replies.LINE_TOO_LONG);
            case MALFORMED -> new Result.HangUp(Replies.BAD_LINE);
            case END_OF_INPUT -> new Result.Lost();
        };
    }

    private Result check(Mechanism mechanism, SaslExchange exchange, SaslStep.CheckPassword check)
            throws IOException, UnavailableException {
        SmtpEndpoint.PasswordAnswer answer =
                lifeline.ask(application, app -> app.password(terms, check.name(), check.password()));
        return answer == SmtpEndpoint.PasswordAnswer.NOT_NOW
                ? new Result.NotLoggedIn(Replies.AUTH_BUSY)
                : follow(mechanism, exchange, exchange.checked(answer == SmtpEndpoint.PasswordAnswer.RIGHT));
    }

    private Result failed(Mechanism mechanism, SaslStep.Failure failure) throws UnavailableException {
        if (failure.reason() == SaslStep.Reason.MALFORMED) {
            return new Result.NotLoggedIn(Replies.AUTH_MALFORMED);
        }
        lifeline.ask(application, app -> {
            app.notLoggedIn(terms, mechanism, failure.name());
            return true;
        });
        return new Result.NotLoggedIn(Replies.AUTH_REFUSED);
    }

    private static String nonce() {
        byte[] octets = new byte[NONCE_OCTETS];
        RANDOM.nextBytes(octets);
        return Base64.getEncoder().encodeToString(octets);
    }
}
