package org.pabal.ejb.receive;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pabal.core.message.Content;
import org.pabal.core.queue.Envelope;
import org.pabal.core.queue.EnvelopeRecipient;
import org.pabal.core.queue.QueueId;
import org.pabal.core.smtp.Reception;
import org.pabal.core.smtp.SessionTerms;
import org.pabal.core.smtp.SmtpReply;
import org.pabal.core.smtp.Verdicts;
import org.pabal.ejb.log.SmtpLog;

/** One content from a session, on its way into the queue. */
final class MailReception implements Reception {
    private final Desk desk;
    private final SmtpLog log;
    private final SessionTerms terms;
    private final Envelope envelope;
    private final QueueId id;
    private final Verdicts verdicts;
    private final GrowingContent content;
    private boolean begun;
    private boolean open = true;

    MailReception(Desk desk, SmtpLog log, SessionTerms terms, Envelope envelope, QueueId id, Verdicts verdicts) {
        this.desk = desk;
        this.log = log;
        this.terms = terms;
        this.envelope = envelope;
        this.id = id;
        this.verdicts = verdicts;
        this.content = desk.content(id);
        desk.writer().expect();
    }

    /** Takes fields of ours, before anything of the peer's. */
    void begin(byte[] fields) {
        content.write(fields, 0, fields.length);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) {
        if (!begun && length > 0) {
            begun = true;
            separate(buffer[offset]);
        }
        content.write(buffer, offset, length);
    }

    /** A content that begins like the continuation of a field would continue ours: then it has no header section. */
    private void separate(byte first) {
        if (first == ' ' || first == '\t') {
            byte[] emptyLine = envelope.body().lineEnd().getBytes(StandardCharsets.US_ASCII);
            content.write(emptyLine, 0, emptyLine.length);
        }
    }

    @Override
    public SmtpReply commit(long wireOctets) {
        List<EnvelopeRecipient> recipients = envelope.accepted().stream()
                .map(r -> new EnvelopeRecipient(desk.accepted(terms, r.address()), r.options()))
                .toList();
        Content whole = content.finish();
        open = false;
        desk.writer()
                .storeExpected(desk.mail(
                        id,
                        desk.named(envelope.sender()),
                        recipients,
                        new Desk.Details(envelope.options(), whole, Optional.empty())));
        SmtpReply reply = SmtpReply.of(250, "2.0.0", "ok " + Instant.now().getEpochSecond() + " qp " + id);
        log.transaction(terms, envelope, Optional.of(id), new SmtpLog.Ending(wireOctets, verdicts, reply));
        return reply;
    }

    @Override
    public void abort() {
        if (open) {
            open = false;
            desk.writer().expectNoMore();
        }
        content.discard();
    }
}
