package org.pabal.ejb.queue;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** One row of {@code recipient}: a forward-path that is not delivered yet. */
@Entity
@Table(name = "recipient")
@IdClass(QueuedRecipient.Key.class)
@Cacheable(false)
class QueuedRecipient {
    @Id
    @Column(name = "message_id")
    long messageId;

    @Id
    @Column(name = "position")
    int position;

    /** {@link org.pabal.core.address.EmailAddress#text()}, rewritten */
    @Column(name = "address", nullable = false)
    String address;

    /** ordinal of {@link org.pabal.core.queue.Channel} */
    @Column(name = "channel", nullable = false)
    short channel;

    /** ordinal of {@link org.pabal.core.queue.RecipientState} */
    @Column(name = "state", nullable = false)
    short state;

    /** ordinal of {@link Share} */
    @Column(name = "share", nullable = false)
    short share;

    @Column(name = "attempts", nullable = false)
    int attempts;

    @Column(name = "last_attempt")
    @Nullable
    OffsetDateTime lastAttempt;

    @Column(name = "next_attempt", nullable = false)
    OffsetDateTime nextAttempt;

    @Column(name = "last_report")
    @Nullable
    String lastReport;

    /** {@link org.pabal.core.queue.Notify#text()}; null when nothing was said */
    @Column(name = "wish")
    @Nullable
    String wish;

    /** {@link org.pabal.core.queue.OriginalRecipient#text()} */
    @Column(name = "original")
    @Nullable
    String original;

    /** {@code node.id}; null when nobody works on it */
    @Column(name = "owner")
    @Nullable
    Long owner;

    /** {@link org.pabal.core.operations.Relay#text()}; only statements write it, for many rows at once */
    @Column(name = "relay", insertable = false, updatable = false)
    @Nullable
    String relay;

    /** {@code directive.id}: who holds it; only statements write it */
    @Column(name = "directive", insertable = false, updatable = false)
    @Nullable
    Long directive;

    protected QueuedRecipient() {}

    /** JPA wants a class here that it can fill itself. */
    static class Key implements Serializable {
        long messageId;
        int position;

        public Key() {}

        Key(long messageId, int position) {
            this.messageId = messageId;
            this.position = position;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that && messageId == that.messageId && position == that.position;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(messageId) * 31 + position;
        }
    }
}
