package org.pabal.ejb.control;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** One row of {@code control_text}. Never cached: another node may have changed it. */
@Entity
@Table(name = "control_text")
@Cacheable(false)
class ControlText {
    @Id
    @Column(name = "path")
    String path;

    @Column(name = "text", nullable = false)
    String text;

    @Column(name = "version", nullable = false)
    long version;

    @Column(name = "changed_at", nullable = false)
    OffsetDateTime changedAt;

    @Column(name = "changed_by", nullable = false)
    String changedBy;

    protected ControlText() {}

    ControlText(String path) {
        this.path = path;
    }

    void set(String newText, long newVersion, String who) {
        text = newText;
        version = newVersion;
        changedAt = OffsetDateTime.now(ZoneOffset.UTC);
        changedBy = who;
    }

    StoredText stored() {
        return new StoredText(path.substring(path.indexOf('/') + 1), text, version, changedAt.toInstant(), changedBy);
    }
}
