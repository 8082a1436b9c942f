package org.pabal.ejb.queue;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** One row of {@code message}. */
@Entity
@Table(name = "message")
@Cacheable(false)
class QueuedMessage {
    @Id
    @Column(name = "id")
    long id;

    /** {@link org.pabal.core.address.ReversePath#text()} */
    @Column(name = "sender", nullable = false)
    String sender;

    /** ordinal of {@link org.pabal.core.queue.BodyType} */
    @Column(name = "body_type", nullable = false)
    short bodyType;

    @Column(name = "octets", nullable = false)
    long octets;

    @Column(name = "birth", nullable = false)
    OffsetDateTime birth;

    @Column(name = "recipients", nullable = false)
    int recipients;

    @Column(name = "bounce_due", nullable = false)
    boolean bounceDue;

    @Column(name = "smtp_utf8", nullable = false)
    boolean smtpUtf8;

    /** name of {@link org.pabal.core.queue.ReturnedContent} */
    @Column(name = "returned")
    @Nullable
    String returned;

    /** {@link org.pabal.core.queue.Xtext#encoded()} */
    @Column(name = "envelope_id")
    @Nullable
    String envelopeId;

    /** null when the content is in {@code content_chunk} */
    @Column(name = "content")
    byte @Nullable [] content;

    protected QueuedMessage() {}
}
