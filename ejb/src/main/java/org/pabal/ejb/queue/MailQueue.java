package org.pabal.ejb.queue;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.message.Content;
import org.pabal.core.operations.MailSelector;
import org.pabal.core.operations.Relay;
import org.pabal.core.queue.Channel;
import org.pabal.core.queue.QueueId;
import org.pabal.core.queue.RecipientState;
import org.pabal.ejb.database.BoundAtStart;

/**
 * What operators see of the queue. Only reads, outside of any unit of work, while the queue goes on changing: a message
 * may be gone a moment after it was seen. What operators do to messages is in {@link QueueOperations}.
 */
@ApplicationScoped
public class MailQueue implements BoundAtStart {
    /** Messages of one page at most. */
    public static final int MAX_PAGE = 500;

    /** Recipients of one page at most, unless its first message alone has more. */
    private static final int MAX_RECIPIENTS = 10_000;

    @PersistenceContext(unitName = "pabal")
    EntityManager em;

    private final QueueStatistics statistics;
    private final ContentSpool contents;

    /** For the container's proxy, which never uses its own fields. */
    MailQueue() {
        this(new QueueStatistics(), new ContentSpool());
    }

    @Inject
    MailQueue(QueueStatistics statistics, ContentSpool contents) {
        this.statistics = statistics;
        this.contents = contents;
    }

    /** @return how full the queue is; if it is very long, how full it was a few seconds ago */
    public QueueStats stats() {
        return statistics.current();
    }

    /** Looks at messages that are meant, in the order of their ids.
     *
     * @param cursor from the page before; empty for the first page
     * @param limit 1 to {@link #MAX_PAGE}
     */
    public QueuePage page(MailSelector selector, Optional<QueueCursor> cursor, int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("a page has 1 to " + MAX_PAGE + " messages");
        }
        long after = cursor.map(c -> c.after().value()).orElse(0L);
        // not "select distinct": the database would gather all that pass before it could give the first
        List<Long> rows = Sql.numbers(new QueueSelection(selector, Instant.now())
                .narrow(new Sql("select message_id from recipient where message_id > ?", after))
                .add(" order by message_id")
                .on(em)
                .setMaxResults(limit + 1));
        if (rows.isEmpty()) {
            return new QueuePage(List.of(), Optional.empty());
        }
        List<Long> ids = rows.stream().distinct().limit(limit).toList();
        List<MessageHead> heads = MessageHead.list(em, ids);
        List<MessageHead> shown = affordable(heads);
        boolean cut = shown.size() < heads.size();
        long last = cut ? shown.getLast().id() : ids.getLast();
        boolean more = cut || rows.size() > limit;
        return new QueuePage(
                withRecipients(shown), more ? Optional.of(new QueueCursor(new QueueId(last))) : Optional.empty());
    }

    /** @return all messages that are meant, read page by page while the stream is consumed */
    public Stream<QueuedMail> stream(MailSelector selector) {
        return Stream.iterate(
                        Optional.of(page(selector, Optional.empty(), MAX_PAGE)),
                        Optional::isPresent,
                        page -> page.flatMap(QueuePage::next)
                                .map(cursor -> page(selector, Optional.of(cursor), MAX_PAGE)))
                .flatMap(page -> page.orElseThrow().messages().stream());
    }

    public Optional<QueuedMail> find(QueueId id) {
        return withRecipients(MessageHead.list(em, List.of(id.value()))).stream()
                .findFirst();
    }

    /** @return the content as stored; reading it fails when its message leaves the queue meanwhile */
    public Optional<Content> content(QueueId id) {
        return contents.find(id);
    }

    private static List<MessageHead> affordable(List<MessageHead> heads) {
        int count = 0;
        long recipients = 0;
        while (count < heads.size()
                && (count == 0 || recipients + heads.get(count).cameWith() <= MAX_RECIPIENTS)) {
            recipients += heads.get(count).cameWith();
            count++;
        }
        return heads.subList(0, count);
    }

    /** A message that lost its last recipient between two of our queries has left the queue, and is left out. */
    private List<QueuedMail> withRecipients(List<MessageHead> heads) {
        if (heads.isEmpty()) {
            return List.of();
        }
        Map<Long, List<QueuedMail.Recipient>> recipients = em.createQuery(
                        "select r from QueuedRecipient r where r.messageId in :ids order by r.messageId, r.position",
                        QueuedRecipient.class)
                .setParameter("ids", heads.stream().map(MessageHead::id).toList())
                .getResultStream()
                .collect(groupingBy(r -> r.messageId, mapping(MailQueue::view, toList())));
        return heads.stream()
                .map(head -> head.withRecipients(recipients.getOrDefault(head.id(), List.of())))
                .filter(mail -> !mail.recipients().isEmpty())
                .toList();
    }

    private static QueuedMail.Recipient view(QueuedRecipient row) {
        return new QueuedMail.Recipient(
                row.position,
                EmailAddress.require(row.address),
                StoredCode.read(Channel.values(), row.channel),
                StoredCode.read(RecipientState.values(), row.state),
                row.attempts,
                Optional.ofNullable(row.lastAttempt).map(OffsetDateTime::toInstant),
                row.nextAttempt.toInstant(),
                Optional.ofNullable(row.lastReport),
                row.owner != null,
                Optional.ofNullable(row.relay).map(Relay::new),
                Optional.ofNullable(row.directive).filter(id -> row.state == StoredCode.of(RecipientState.HELD)));
    }

    @Override
    public void bind() {
        em.getMetamodel();
    }
}
