package org.pabal.ejb.queue;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.pabal.core.queue.QueueId;
import org.pabal.core.queue.RecipientState;
import org.pabal.ejb.database.PabalDatabase;

/** One group of queue changes in one unit of work: all of it, or nothing. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class QueueTransaction {
    private static final GroupResult NOTHING_ENDED = new GroupResult(List.of(), List.of());

    @PersistenceContext(unitName = "pabal")
    EntityManager em;

    @Resource(lookup = PabalDatabase.JNDI)
    DataSource dataSource;

    @Inject
    NodeLease node;

    /**
     * @param mails each with whether this node will try it at once
     * @throws QueueUnavailableException if the database refuses; nothing was changed then
     */
    public GroupResult write(List<OwnedMail> mails, List<RecipientOutcome> outcomes) {
        for (OwnedMail mail : mails) {
            persist(mail);
        }
        boolean onlyMails = outcomes.isEmpty() && mails.stream().allMatch(QueueTransaction::isPlain);
        return onlyMails ? NOTHING_ENDED : record(mails, outcomes);
    }

    /** Most mail needs nothing but its rows; then no connection has to be fetched from the pool for more. */
    private static boolean isPlain(OwnedMail owned) {
        return owned.mail().report().isEmpty() && owned.mail().inlineOctets().isPresent();
    }

    private GroupResult record(List<OwnedMail> mails, List<RecipientOutcome> outcomes) {
        try (Connection connection = dataSource.getConnection()) {
            OutcomeStatements statements = new OutcomeStatements(connection, node.id());
            for (OwnedMail mail : mails) {
                if (mail.mail().report().isPresent()) {
                    statements.settle(mail.mail().report().get());
                }
                if (mail.mail().inlineOctets().isEmpty()) {
                    statements.endReception(mail.mail().id().value());
                }
            }
            return statements.apply(outcomes);
        } catch (SQLException e) {
            throw new QueueUnavailableException("a group of queue changes was refused", e);
        }
    }

    /** Removes messages with all that belongs to them; harmless where there are none. */
    public void remove(List<QueueId> ids) {
        try (Connection connection = dataSource.getConnection()) {
            OutcomeStatements statements = new OutcomeStatements(connection, node.id());
            for (QueueId id : ids) {
                statements.remove(id.value());
            }
        } catch (SQLException e) {
            throw new QueueUnavailableException("messages could not be removed", e);
        }
    }

    private void persist(OwnedMail owned) {
        NewMail mail = owned.mail();
        OffsetDateTime birth = mail.birth().atOffset(ZoneOffset.UTC);
        QueuedMessage message = new QueuedMessage();
        message.id = mail.id().value();
        message.sender = mail.sender().text();
        StoredOptions.set(message, mail.options());
        message.octets = mail.content().octets();
        message.birth = birth;
        message.recipients = mail.recipients().size();
        message.content = mail.inlineOctets().orElse(null);
        em.persist(message);
        short share = StoredCode.of(Share.ofNew(mail.recipients().size()));
        for (int position = 0; position < mail.recipients().size(); position++) {
            NewMail.NewRecipient to = mail.recipients().get(position);
            QueuedRecipient recipient = new QueuedRecipient();
            recipient.messageId = mail.id().value();
            recipient.position = position;
            recipient.address = to.address().text();
            recipient.channel = StoredCode.of(to.channel());
            recipient.state = StoredCode.of(RecipientState.WAITING);
            recipient.share = share;
            StoredOptions.set(recipient, to.options());
            recipient.nextAttempt = birth;
            recipient.owner = owned.ours() ? node.id() : null;
            em.persist(recipient);
        }
    }

    /** @param ours whether this node tries it at once, so that nobody has to claim it */
    public record OwnedMail(NewMail mail, boolean ours) {}
}
