package org.pabal.core.smtp.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pabal.core.address.DomainName;
import org.pabal.core.smtp.SmtpReply;

/**
 * The beginning of a session: greeting, EHLO, HELO where EHLO is not known, and TLS as the policy wants it (RFC 3207). As in
 * qmail-remote nothing a host says here is final, not even a 5xx: another host may be tried, and another time. Of what a host has
 * said before TLS nothing counts afterwards.
 */
public final class Handshake implements ClientAutomaton, ClientStep.Securing {
    /** How it went. */
    public sealed interface Result {
        /** @param protection empty for a session in the clear */
        record Ready(Capabilities capabilities, Optional<Protection> protection) implements Result {}

        /**
         * This host is of no use just now.
         *
         * @param report for a deferral, if no other host can be had
         * @param listening whether a QUIT would still be understood
         */
        record Refused(String report, boolean listening) implements Result {}

        /** TLS came to nothing, and this connection with it; the policy allows a new one in the clear.
         *
         * @param report what happened */
        record Unprotected(String report) implements Result {}
    }

    private enum Awaited {
        GREETING(220),
        EHLO(250),
        HELO(250),
        STARTTLS(220),
        /** nothing can be heard in the midst of a TLS handshake */
        TLS(-1),
        PROTECTED_EHLO(250);

        /** the code that leads on */
        private final int yes;

        Awaited(int yes) {
            this.yes = yes;
        }
    }

    private final DomainName heloHost;
    private final TlsPolicy tls;
    private final Reports reports;
    private Awaited awaited = Awaited.GREETING;
    private @Nullable Protection protection;
    private @Nullable String unsent;
    private @Nullable Result result;

    /** @param ip the host's address, for reports */
    public Handshake(String ip, DomainName heloHost, TlsPolicy tls) {
        this.reports = new Reports(ip, Optional.empty());
        this.heloHost = heloHost;
        this.tls = tls;
    }

    @Override
    public ClientStep next() {
        if (result != null) {
            return new ClientStep.End();
        }
        if (unsent != null) {
            ClientStep send = new ClientStep.Send(unsent);
            unsent = null;
            return send;
        }
        return switch (awaited) {
            case TLS -> new ClientStep.StartTls(this);
            case GREETING -> new ClientStep.Listen(StepLimit.GREETING);
            case EHLO, HELO, STARTTLS, PROTECTED_EHLO -> new ClientStep.Listen(StepLimit.HELLO);
        };
    }

    @Override
    public void heard(Heard heard) {
        switch (heard) {
            case Heard.Noise noise -> refused(noise.text(), false);
            case Heard.Reply reply -> understood(reply.reply(), reply.text());
        }
    }

    private void understood(SmtpReply reply, String text) {
        if (reply.code() == awaited.yes) {
            agreed(reply);
        } else if (awaited == Awaited.EHLO && reply.isPermanent()) {
            say(Awaited.HELO, "HELO " + heloHost.ascii());
        } else {
            refused(text, reply.code() != 421);
        }
    }

    private void agreed(SmtpReply reply) {
        switch (awaited) {
            case GREETING -> say(Awaited.EHLO, "EHLO " + heloHost.ascii());
            case EHLO -> greeted(Capabilities.of(reply));
            case HELO -> greeted(Capabilities.NONE);
            case STARTTLS, TLS -> awaited = Awaited.TLS;
            case PROTECTED_EHLO -> result = new Result.Ready(Capabilities.of(reply), Optional.ofNullable(protection));
        }
    }

    /** The host has taken our hello in the clear. */
    private void greeted(Capabilities capabilities) {
        if (tls.level() != TlsPolicy.Level.NONE && capabilities.offers(Extension.STARTTLS)) {
            say(Awaited.STARTTLS, "STARTTLS");
        } else if (tls.allowsClear()) {
            result = new Result.Ready(capabilities, Optional.empty());
        } else {
            result = new Result.Refused(reports.noStartTls(), true);
        }
    }

    @Override
    public void secured(Protection by) {
        protection = by;
        say(Awaited.PROTECTED_EHLO, "EHLO " + heloHost.ascii());
    }

    @Override
    public void failed(String why) {
        noTls(reports.tlsFailed(why), false);
    }

    private void noTls(String report, boolean listening) {
        result = tls.allowsClear() ? new Result.Unprotected(report) : new Result.Refused(report, listening);
    }

    private void say(Awaited next, String line) {
        awaited = next;
        unsent = line + "\r\n";
    }

    private void refused(String text, boolean listening) {
        switch (awaited) {
            case GREETING -> result = new Result.Refused(reports.greetingFailed(text), listening);
            case STARTTLS -> noTls(reports.startTlsRefused(text), listening);
            case EHLO, HELO, TLS -> result = new Result.Refused(reports.nameRejected(text), listening);
            case PROTECTED_EHLO -> noTls(reports.nameRejected(text), listening);
        }
    }

    @Override
    public void lost() {
        if (awaited.compareTo(Awaited.STARTTLS) < 0) {
            result = new Result.Refused(reports.died(), false);
        } else {
            noTls(reports.died(), false);
        }
    }

    /** @throws IllegalStateException before {@link #next()} has said the end */
    public Result result() {
        if (result == null) {
            throw new IllegalStateException("the handshake is not over");
        }
        return result;
    }
}
