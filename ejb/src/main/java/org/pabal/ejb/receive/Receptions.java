package org.pabal.ejb.receive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.pabal.core.message.ReceivedField;
import org.pabal.core.message.ReceivedField.Via;
import org.pabal.core.queue.Envelope;
import org.pabal.core.queue.QueueId;
import org.pabal.core.smtp.Peer;
import org.pabal.core.smtp.Reception;
import org.pabal.core.smtp.SessionTerms;
import org.pabal.core.smtp.SmtpEndpoint.Hello;
import org.pabal.core.smtp.Tls;
import org.pabal.core.smtp.Verdicts;
import org.pabal.ejb.control.ControlStore;
import org.pabal.ejb.log.SmtpLog;

/** Opens receptions: a message gets its queue id and begins with the fields that are ours. */
@ApplicationScoped
class Receptions {
    @Inject
    Desk desk;

    @Inject
    ControlStore controls;

    @Inject
    SmtpLog log;

    /**
     * From whom and how a message comes.
     *
     * @param hello as the peer greeted
     */
    record Origin(SessionTerms terms, Hello hello, Via via) {}

    /** @param verdicts on the transaction */
    Reception open(Origin origin, Envelope envelope, Verdicts verdicts) {
        SessionTerms terms = origin.terms();
        QueueId id = desk.nextId();
        MailReception reception = new MailReception(
                desk, log, terms, envelope, id, terms.verdicts().and(verdicts));
        // above our Received field, so that readers know whose finding it is (RFC 7208 §9.1)
        byte[] fields = String.join("", verdicts.fields())
                .replace("\n", envelope.body().lineEnd())
                .getBytes(StandardCharsets.US_ASCII);
        reception.begin(fields);
        byte[] trace = received(origin, envelope, id)
                .octets(Instant.now(), envelope.body().lineEnd());
        reception.begin(trace);
        return reception;
    }

    private ReceivedField received(Origin origin, Envelope envelope, QueueId id) {
        SessionTerms terms = origin.terms();
        Peer peer = terms.peer();
        return new ReceivedField(
                new ReceivedField.Origin(
                        origin.hello().name(),
                        origin.hello().extended(),
                        envelope.options().smtpUtf8(),
                        peer.hostName(),
                        peer.address(),
                        encryption(terms),
                        terms.user().isPresent()),
                controls.current().me(),
                id.toString(),
                origin.via());
    }

    private static Optional<ReceivedField.Encryption> encryption(SessionTerms terms) {
        return terms.tls() instanceof Tls.Active active
                ? Optional.of(new ReceivedField.Encryption(active.protocol(), active.cipherSuite()))
                : Optional.empty();
    }
}
