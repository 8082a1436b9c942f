package org.pabal.core.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.queue.Envelope;

/** A session without a socket: what the client says and hears. Its server takes mail for local.test, and relays for friends. */
final class Dialogue {
    private static final SmtpReply RELAYING_DENIED =
            SmtpReply.of(553, "5.7.1", "sorry, that domain isn't in my list of allowed rcpthosts");

    private SessionTerms terms;
    private SmtpSession session;
    private final List<Envelope> envelopes = new ArrayList<>();
    private State state = State.CONNECTED;
    private Step.@Nullable Receive receiving;
    private Step.@Nullable ReceiveChunk chunk;
    private long skipped;
    private boolean open = true;
    private String heard = "";

    private Dialogue(SessionTerms terms) {
        this.terms = terms;
        this.session = new SmtpSession(terms);
    }

    static SessionTerms terms(Optional<String> relaySuffix, long maxOctets, boolean submission) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        Peer peer = new Peer("smtp", loopback, 40_000, loopback, 25, Optional.empty());
        return new SessionTerms(peer, "mx.local.test welcome", relaySuffix, maxOctets, 3, submission, Optional.empty());
    }

    static Dialogue ofStranger() {
        return new Dialogue(terms(Optional.empty(), 1000, false));
    }

    static Dialogue ofStranger(Tls tls) {
        return new Dialogue(terms(Optional.empty(), 1000, false).with(tls));
    }

    static Dialogue ofUser(Tls tls, Authentication authentication) {
        return new Dialogue(terms(Optional.empty(), 0, true).with(tls).with(authentication));
    }

    static Dialogue ofUserWhoMayRelay(Tls tls, Authentication authentication) {
        return new Dialogue(terms(Optional.of(""), 0, true).with(tls).with(authentication));
    }

    static Dialogue ofRelayClient(String suffix) {
        return new Dialogue(terms(Optional.of(suffix), 0, false));
    }

    static Dialogue ofSubmission(Optional<String> relaySuffix) {
        return new Dialogue(terms(relaySuffix, 0, true));
    }

    Dialogue greeted() {
        return says("EHLO client.test").hears("250-");
    }

    Dialogue inMail() {
        return greeted().says("MAIL FROM:<s@ext.test>").hears("250 2.1.0 ok\r\n");
    }

    Dialogue inRecipients() {
        return inMail().says("RCPT TO:<user@local.test>").hears("250 2.1.5 ok\r\n");
    }

    Dialogue says(String line) {
        assertThat(open).as("session open").isTrue();
        byte[] octets = Wire.octets(line);
        return take(session.on(state, CommandParser.parse(octets, 0, octets.length)));
    }

    Dialogue says(String line, int times) {
        for (int i = 0; i < times; i++) {
            says(line);
        }
        return this;
    }

    /** Content that the application answers in this way. */
    Dialogue sendsContent(SmtpReply verdict) {
        return take(session.received(Objects.requireNonNull(receiving, "content before 354"), verdict));
    }

    /** A chunk that the application answers in this way. */
    Dialogue sendsChunk(SmtpReply verdict) {
        return take(session.received(Objects.requireNonNull(chunk, "no chunk is awaited"), verdict));
    }

    /** @return octets of refused chunks */
    long skipped() {
        return skipped;
    }

    /** What the last command was answered with, from its beginning. */
    Dialogue hears(String start) {
        assertThat(heard).startsWith(start);
        return this;
    }

    Dialogue isOpen() {
        assertThat(open).isTrue();
        return this;
    }

    Dialogue isClosed() {
        assertThat(open).isFalse();
        return this;
    }

    String heard() {
        return heard;
    }

    boolean isOver() {
        return !open;
    }

    boolean isReceiving() {
        return receiving != null;
    }

    boolean isReceivingChunk() {
        return chunk != null;
    }

    State state() {
        return state;
    }

    List<Envelope> envelopes() {
        return envelopes;
    }

    private Dialogue take(Step step) {
        receiving = null;
        chunk = null;
        switch (step) {
            case Step.Reply reply -> {
                state = reply.next();
                heard = reply.reply().wire();
            }
            case Step.StartTls startTls -> {
                state = startTls.next();
                heard = startTls.reply().wire();
                terms = terms.with(new Tls.Active("TLSv1.3", "TLS_AES_256_GCM_SHA384"));
                session = new SmtpSession(terms);
            }
            case Step.Authenticate dialogue -> {
                terms = terms.authenticated(new Authentication.Done("ada@local.test", dialogue.mechanism()));
                session = new SmtpSession(terms);
                take(session.authenticated(dialogue));
            }
            case Step.Close close -> {
                open = false;
                heard = close.reply().wire();
            }
            case Step.AskSender question -> take(session.decided(question, Decision.ACCEPT));
            case Step.AskRecipient question -> take(session.decided(question, decide(question.recipient())));
            case Step.Receive receive -> {
                receiving = receive;
                state = receive.state();
                envelopes.add(receive.envelope());
                heard = Replies.GO_AHEAD.wire();
            }
            case Step.ReceiveChunk next -> {
                chunk = next;
                state = next.state().withoutTransaction();
                envelopes.add(next.envelope());
                heard = "";
            }
            case Step.Skip skip -> {
                skipped += skip.octets();
                take(skip.then());
            }
        }
        return this;
    }

    private Decision decide(EmailAddress recipient) {
        return switch (recipient.text()) {
            case "later@local.test" -> new Decision.TryLater(SmtpReply.of(450, "4.2.1", "mailbox busy"));
            case "enough@local.test" -> new Decision.HangUp(SmtpReply.of(421, "4.7.0", "enough of you"));
            default ->
                terms.mayRelay()
                                || List.of("local.test", "mx.local.test")
                                        .contains(recipient.domain().key())
                        ? Decision.ACCEPT
                        : new Decision.Reject(RELAYING_DENIED);
        };
    }
}
