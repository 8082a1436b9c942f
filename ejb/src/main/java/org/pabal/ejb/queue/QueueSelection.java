package org.pabal.ejb.queue;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.pabal.core.operations.MailSelector;

/** A selector as conditions on rows of {@code recipient}. Those rows are small; a message is looked at only for what it alone knows. */
final class QueueSelection {
    private final MailSelector selector;
    private final Instant now;

    /** @param now from when ages are counted back */
    QueueSelection(MailSelector selector, Instant now) {
        this.selector = selector;
        this.now = now;
    }

    /** @param sql has its {@code where} already
     * @return the same
     */
    Sql narrow(Sql sql) {
        selector.channel().ifPresent(channel -> sql.add(" and channel = ?", StoredCode.of(channel)));
        selector.state().ifPresent(state -> sql.add(" and state = ?", StoredCode.of(state)));
        selector.recipient().ifPresent(pattern -> sql.add(" and lower(address) like ? escape '!'", Like.of(pattern)));
        if (looksAtMessages()) {
            sql.add(" and exists (select 1 from message m where m.id = recipient.message_id");
            selector.sender().ifPresent(p -> sql.add(" and lower(m.sender) like ? escape '!'", Like.of(p)));
            selector.olderThan().ifPresent(age -> sql.add(" and m.birth <= ?", at(now.minus(age))));
            selector.youngerThan().ifPresent(age -> sql.add(" and m.birth > ?", at(now.minus(age))));
            selector.largerThan().ifPresent(octets -> sql.add(" and m.octets > ?", octets));
            selector.smallerThan().ifPresent(octets -> sql.add(" and m.octets < ?", octets));
            sql.add(")");
        }
        return sql;
    }

    private boolean looksAtMessages() {
        return selector.sender().isPresent()
                || selector.olderThan().isPresent()
                || selector.youngerThan().isPresent()
                || selector.largerThan().isPresent()
                || selector.smallerThan().isPresent();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
