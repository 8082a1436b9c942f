package org.pabal.core.smtp;

import java.time.Duration;

/**
 * How far a peer's impatience is borne. Programs that only want to be rid of spam do not wait for replies (Postfix:
 * POSTSCREEN_README, {@code smtpd_forbid_unauth_pipelining}).
 *
 * @param greetDelay before the greeting; whoever talks meanwhile is turned away
 * @param strictPipelining commands sent ahead against RFC 2920 end the session
 */
public record Manners(Duration greetDelay, boolean strictPipelining) {
    /** Nothing is held against anybody. */
    public static final Manners ANY = new Manners(Duration.ZERO, false);

    /**
     * Whether octets may have come behind this command already. Nothing may before an EHLO was answered, since only then it is
     * known that the server can do it; nor behind commands whose reply decides what comes next (RFC 2920 §3.1).
     */
    public boolean allowsMoreBehind(State state, Command command) {
        if (!strictPipelining || command instanceof Command.Quit) {
            // nothing after QUIT is carried out
            return true;
        }
        return state.hello().extended()
                && !(command instanceof Command.Greet
                        || command instanceof Command.Data
                        || command instanceof Command.StartTls
                        || command instanceof Command.Auth
                        || command instanceof Command.Verify);
    }
}
