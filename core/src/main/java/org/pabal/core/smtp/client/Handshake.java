package org.pabal.core.smtp.client;

import org.jspecify.annotations.Nullable;
import org.pabal.core.address.DomainName;
import org.pabal.core.smtp.SmtpReply;

/**
 * The beginning of a session: greeting, EHLO, and HELO where EHLO is not known. As in qmail-remote nothing a host says here
 * is final, not even a 5xx: another host may be tried, and another time.
 */
public final class Handshake implements ClientAutomaton {
    /** How it went. */
    public sealed interface Result {
        record Ready(Capabilities capabilities) implements Result {}

        /**
         * This host is of no use just now.
         *
         * @param report for a deferral, if no other host can be had
         * @param listening whether a QUIT would still be understood
         */
        record Refused(String report, boolean listening) implements Result {}
    }

    private enum Awaited {
        GREETING,
        EHLO,
        HELO
    }

    private final DomainName heloHost;
    private final Reports reports;
    private Awaited awaited = Awaited.GREETING;
    private @Nullable String unsent;
    private @Nullable Result result;

    /** @param ip the host's address, for reports */
    public Handshake(String ip, DomainName heloHost) {
        this.reports = new Reports(ip);
        this.heloHost = heloHost;
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
        return new ClientStep.Listen(awaited == Awaited.GREETING ? StepLimit.GREETING : StepLimit.HELLO);
    }

    @Override
    public void heard(Heard heard) {
        switch (heard) {
            case Heard.Noise noise -> refused(noise.text(), false);
            case Heard.Reply reply -> understood(reply.reply(), reply.text());
        }
    }

    private void understood(SmtpReply reply, String text) {
        int code = reply.code();
        switch (awaited) {
            case GREETING -> {
                if (code == 220) {
                    say(Awaited.EHLO, "EHLO ");
                } else {
                    refused(text, code != 421);
                }
            }
            case EHLO -> {
                if (code == 250) {
                    result = new Result.Ready(Capabilities.of(reply));
                } else if (reply.isPermanent()) {
                    say(Awaited.HELO, "HELO ");
                } else {
                    refused(text, code != 421);
                }
            }
            case HELO -> {
                if (code == 250) {
                    result = new Result.Ready(Capabilities.NONE);
                } else {
                    refused(text, code != 421);
                }
            }
        }
    }

    private void say(Awaited next, String verb) {
        awaited = next;
        unsent = verb + heloHost.ascii() + "\r\n";
    }

    private void refused(String text, boolean listening) {
        String report = awaited == Awaited.GREETING ? reports.greetingFailed(text) : reports.nameRejected(text);
        result = new Result.Refused(report, listening);
    }

    @Override
    public void lost() {
        result = new Result.Refused(reports.died(), false);
    }

    /** @throws IllegalStateException before {@link #next()} has said the end */
    public Result result() {
        if (result == null) {
            throw new IllegalStateException("the handshake is not over");
        }
        return result;
    }
}
