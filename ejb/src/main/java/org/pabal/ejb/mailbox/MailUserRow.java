package org.pabal.ejb.mailbox;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** One row of {@code mail_user}. Never cached: another node may have changed it. */
@Entity
@Table(name = "mail_user")
@IdClass(MailUserRow.Key.class)
@Cacheable(false)
class MailUserRow {
    @Id
    @Column(name = "domain")
    String domain;

    @Id
    @Column(name = "name")
    String name;

    /** argon2id, in the PHC string format */
    @Column(name = "password_hash", nullable = false)
    String passwordHash;

    /** {@link org.pabal.core.auth.ScramKeys#text()} */
    @Column(name = "scram_keys", nullable = false)
    String scramKeys;

    /** as in a maildirsize */
    @Column(name = "quota")
    @Nullable
    String quota;

    @Column(name = "changed_at", nullable = false)
    OffsetDateTime changedAt;

    @Column(name = "changed_by", nullable = false)
    String changedBy;

    protected MailUserRow() {}

    MailUserRow(Account account) {
        domain = account.domain();
        name = account.name();
    }

    /** Here and not where it is called: changes that another class makes to a field are not noticed. */
    void set(MailUserRows.NewUser wish, String who) {
        if (wish.credentials().isPresent()) {
            passwordHash = wish.credentials().get().passwordHash();
            scramKeys = wish.credentials().get().keys().text();
        }
        if (wish.quota().isPresent()) {
            quota = wish.quota().get().isNone() ? null : wish.quota().get().text();
        }
        changedAt = OffsetDateTime.now(ZoneOffset.UTC);
        changedBy = who;
    }

    /** Both in lower case, the domain as A-labels. */
    public record Key(String domain, String name) implements Serializable {}
}
