package org.pabal.ejb.admin;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One row of {@code audit_entry}. */
@Entity
@Table(name = "audit_entry")
@Cacheable(false)
class AuditEntry {
    private static final String SEQUENCE = "audit_entry_seq";

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = SEQUENCE)
    @SequenceGenerator(name = SEQUENCE, sequenceName = SEQUENCE, allocationSize = 1)
    @Column(name = "id")
    long id;

    @Column(name = "at", nullable = false)
    OffsetDateTime at;

    @Column(name = "who", nullable = false)
    String who;

    @Column(name = "address", nullable = false)
    String address;

    @Column(name = "action", nullable = false)
    String action;

    @Column(name = "subject", nullable = false)
    String subject;

    @Column(name = "status")
    @Nullable
    Integer status;

    @Column(name = "detail")
    @Nullable
    String detail;

    protected AuditEntry() {}

    AuditEntry(AuditLog.Deed deed) {
        at = OffsetDateTime.now(ZoneOffset.UTC);
        who = deed.who();
        address = deed.address();
        action = deed.action();
        subject = deed.subject();
    }

    void end(int withStatus) {
        status = withStatus;
    }

    void add(String text) {
        detail = text;
    }

    AuditRecord toRecord() {
        return new AuditRecord(
                id,
                at.toInstant(),
                new AuditLog.Deed(who, address, action, subject),
                Optional.ofNullable(status),
                Optional.ofNullable(detail));
    }
}
