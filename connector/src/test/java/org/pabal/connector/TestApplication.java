package org.pabal.connector;

import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.auth.Mechanism;
import org.pabal.core.auth.ScramKeys;
import org.pabal.core.queue.Envelope;
import org.pabal.core.smtp.Authentication;
import org.pabal.core.smtp.Decision;
import org.pabal.core.smtp.MailParameters;
import org.pabal.core.smtp.Manners;
import org.pabal.core.smtp.Peer;
import org.pabal.core.smtp.Reception;
import org.pabal.core.smtp.SessionTerms;
import org.pabal.core.smtp.SmtpEndpoint;
import org.pabal.core.smtp.SmtpReply;
import org.pabal.core.smtp.Tls;
import org.pabal.core.smtp.Verdicts;
import org.pabal.core.trace.Traces;

/** A message-driven bean that takes mail for local.test and keeps it in memory; it can be made to misbehave. */
final class TestApplication implements MessageEndpointFactory {
    static final String PASSWORD = "correct horse";
    static final SmtpReply QUEUED = SmtpReply.of(250, "2.0.0", "ok");

    final List<Message> messages = new CopyOnWriteArrayList<>();
    final List<SmtpEndpoint.SessionSummary> ended = new CopyOnWriteArrayList<>();
    final List<Peer> admitted = new CopyOnWriteArrayList<>();
    final List<String> handshakes = new CopyOnWriteArrayList<>();
    final List<String> logins = new CopyOnWriteArrayList<>();
    final Traces traces = new Traces(InstantSource.system());
    final AtomicInteger aborted = new AtomicInteger();
    final AtomicInteger inUse = new AtomicInteger();
    volatile boolean ready = true;
    volatile boolean exhausted;
    volatile long maxOctets;
    volatile Authentication authentication = Authentication.UNAVAILABLE;
    volatile Manners manners = Manners.ANY;
    volatile Behaviour behaviour = Behaviour.WELL;

    /** Where the application fails. */
    enum Behaviour {
        WELL,
        DENIES,
        REFUSES,
        FAILS_AT_ADMISSION,
        FAILS_AT_SENDER,
        FAILS_AT_RECEPTION,
        FAILS_AT_WRITE,
        FAILS_AT_COMMIT
    }

    /** One message that was committed. */
    record Message(Envelope envelope, SmtpEndpoint.Hello hello, Tls tls, String content, long octets) {}

    @Override
    public MessageEndpoint createEndpoint(@Nullable XAResource resource) throws UnavailableException {
        if (exhausted) {
            throw new UnavailableException("pool is empty");
        }
        inUse.incrementAndGet();
        return new Bean();
    }

    @Override
    public MessageEndpoint createEndpoint(@Nullable XAResource resource, long timeout) throws UnavailableException {
        return createEndpoint(resource);
    }

    @Override
    public boolean isDeliveryTransacted(Method method) {
        return false;
    }

    @Override
    public String getActivationName() {
        return "test";
    }

    @Override
    public Class<?> getEndpointClass() {
        return Bean.class;
    }

    private void failIf(Behaviour place) {
        if (behaviour == place) {
            throw new IllegalStateException("as the test wants it: " + place);
        }
    }

    private final class Bean implements MessageEndpoint, SmtpEndpoint {
        @Override
        public boolean ready() {
            return ready;
        }

        @Override
        public String hostName() {
            return "mx.local.test";
        }

        @Override
        public Traces traces() {
            return traces;
        }

        @Override
        public Admission admit(Peer peer) {
            failIf(Behaviour.FAILS_AT_ADMISSION);
            admitted.add(peer);
            return switch (behaviour) {
                case DENIES -> new Admission.Deny();
                case REFUSES -> new Admission.Refuse(SmtpReply.of(554, "5.7.1", "not you"));
                default ->
                    new Admission.Welcome(
                            new SessionTerms(
                                            peer,
                                            "mx.local.test",
                                            Optional.empty(),
                                            maxOctets,
                                            1000,
                                            false,
                                            Optional.empty())
                                    .with(authentication),
                            manners);
            };
        }

        @Override
        public Decision login(SessionTerms terms) {
            return Decision.ACCEPT;
        }

        @Override
        public PasswordAnswer password(SessionTerms terms, String name, String password) {
            return switch (password) {
                case PASSWORD -> PasswordAnswer.RIGHT;
                case "busy" -> PasswordAnswer.NOT_NOW;
                default -> PasswordAnswer.WRONG;
            };
        }

        @Override
        public Optional<ScramKeys> keys(SessionTerms terms, String name) {
            return Optional.of(ScramKeys.of(
                    PASSWORD.getBytes(StandardCharsets.UTF_8), name.getBytes(StandardCharsets.UTF_8), 4096));
        }

        @Override
        public SessionTerms loggedIn(SessionTerms terms, Mechanism mechanism, String name) {
            logins.add(mechanism.word() + " " + name);
            return terms.authenticated(new Authentication.Done(name, mechanism));
        }

        @Override
        public void notLoggedIn(SessionTerms terms, Mechanism mechanism, String name) {
            logins.add(mechanism.word() + " " + name + " failed");
        }

        @Override
        public Decision sender(SessionTerms terms, Hello hello, ReversePath sender, MailParameters parameters) {
            failIf(Behaviour.FAILS_AT_SENDER);
            return Decision.ACCEPT;
        }

        @Override
        public Decision recipient(
                SessionTerms terms, ReversePath sender, MailParameters parameters, EmailAddress recipient) {
            return recipient.domain().key().equals("local.test")
                    ? Decision.ACCEPT
                    : new Decision.Reject(SmtpReply.of(553, "5.7.1", "no relaying"));
        }

        @Override
        public Reception receive(SessionTerms terms, Hello hello, Envelope envelope, Verdicts verdicts) {
            failIf(Behaviour.FAILS_AT_RECEPTION);
            return new InMemory(envelope, hello, terms.tls());
        }

        @Override
        public void secured(SessionTerms terms) {
            handshakes.add(((Tls.Active) terms.tls()).protocol());
        }

        @Override
        public void notSecured(SessionTerms terms, String reason) {
            handshakes.add("failed: " + reason);
        }

        @Override
        public void ended(SessionTerms terms, SessionSummary summary) {
            ended.add(summary);
        }

        @Override
        public void beforeDelivery(Method method) {}

        @Override
        public void afterDelivery() {}

        @Override
        public void release() {
            inUse.decrementAndGet();
        }
    }

    private final class InMemory implements Reception {
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private final Envelope envelope;
        private final SmtpEndpoint.Hello hello;
        private final Tls tls;

        InMemory(Envelope envelope, SmtpEndpoint.Hello hello, Tls tls) {
            this.envelope = envelope;
            this.hello = hello;
            this.tls = tls;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) {
            failIf(Behaviour.FAILS_AT_WRITE);
            content.write(buffer, offset, length);
        }

        @Override
        public SmtpReply commit(long wireOctets) {
            failIf(Behaviour.FAILS_AT_COMMIT);
            messages.add(new Message(envelope, hello, tls, content.toString(StandardCharsets.ISO_8859_1), wireOctets));
            return QUEUED;
        }

        @Override
        public void abort() {
            aborted.incrementAndGet();
        }
    }
}
