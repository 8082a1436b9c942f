package org.pabal.core.smtp.client;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pabal.core.auth.ScramClient;
import org.pabal.core.smtp.SmtpReply;

/**
 * AUTH at a relay (RFC 4954), in a session under TLS: by SCRAM-SHA-256 where it is offered, else by PLAIN, else by LOGIN. A way that
 * was refused is not followed by a weaker one. Whatever goes wrong is a deferral, for it is no recipient's fault.
 */
public final class LoginDialogue implements ClientAutomaton {
    /** More challenges no mechanism of ours has; the line that ends an exchange must be answered by something else. */
    private static final int MOST_CHALLENGES = 3;

    private final Reports reports;
    private final Deque<String> plain = new ArrayDeque<>();
    private final ScramClient scram;
    private @Nullable String unsent;
    private boolean byScram;
    private int challenges;
    private boolean over;
    private @Nullable String refusal;
    private boolean listening = true;

    /**
     * @param mechanisms that the host offers, under TLS
     * @param nonce printable, without a comma, never used before
     */
    public LoginDialogue(RelayLogin login, Set<String> mechanisms, Reports reports, String nonce) {
        this.reports = reports;
        this.scram = new ScramClient(login.user(), login.password(), nonce);
        if (reports.protection().isEmpty()) {
            fail(reports.noStartTls(), true);
        } else if (login.password().isEmpty()) {
            fail(reports.noPassword(login.user()), true);
        } else if (mechanisms.contains("SCRAM-SHA-256")) {
            byScram = true;
            unsent = "AUTH SCRAM-SHA-256 " + base64(scram.first());
        } else if (mechanisms.contains("PLAIN")) {
            unsent = "AUTH PLAIN " + base64("\0" + login.user() + "\0" + login.password());
        } else if (mechanisms.contains("LOGIN")) {
            unsent = "AUTH LOGIN";
            plain.add(base64(login.user()));
            plain.add(base64(login.password()));
        } else {
            fail(reports.noLogin(), true);
        }
    }

    @Override
    public ClientStep next() {
        if (over) {
            return new ClientStep.End();
        }
        if (unsent != null) {
            ClientStep send = new ClientStep.Send(unsent + "\r\n");
            unsent = null;
            return send;
        }
        return new ClientStep.Listen(StepLimit.HELLO);
    }

    @Override
    public void heard(Heard heard) {
        switch (heard) {
            case Heard.Noise noise -> fail(reports.loginRejected(noise.text()), false);
            case Heard.Reply reply -> understood(reply.reply(), reply.text());
        }
    }

    private void understood(SmtpReply reply, String text) {
        if (reply.code() == 334 && challenges < MOST_CHALLENGES) {
            unsent = answer(reply.lines().getFirst().strip()).orElse("*");
        } else if (reply.code() != 235) {
            fail(reports.loginRejected(text), reply.code() != 421);
        } else if (byScram && challenges < 2) {
            // whoever skips its own proof may be anybody
            fail(reports.loginUnproven(), true);
        } else {
            over = true;
        }
    }

    /** @return the line to say; empty if the challenge is none, which ends the exchange (RFC 4954 §4) */
    private Optional<String> answer(String challenge) {
        challenges++;
        if (!byScram) {
            return Optional.ofNullable(plain.poll());
        }
        Optional<String> text = decoded(challenge);
        return switch (challenges) {
            case 1 -> text.flatMap(scram::answer).map(LoginDialogue::base64);
            case 2 -> text.filter(scram::isProof).map(proof -> "");
            default -> Optional.empty();
        };
    }

    private static Optional<String> decoded(String challenge) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(challenge), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void lost() {
        fail(reports.died(), false);
    }

    private void fail(String report, boolean stillListening) {
        refusal = report;
        listening = stillListening;
        over = true;
    }

    /** @return why the host is of no use just now; empty if we are logged in */
    public Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** Whether a QUIT would still be understood. */
    public boolean isListening() {
        return listening;
    }
}
