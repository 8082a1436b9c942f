package org.pabal.ejb.admin;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** One row of {@code administrator}. Never cached: another node may have changed it. */
@Entity
@Table(name = "administrator")
@Cacheable(false)
class Administrator {
    @Id
    @Column(name = "name")
    String name;

    /** {@link AdminRole#text()} */
    @Column(name = "role", nullable = false)
    String role;

    /** argon2id, in the PHC string format */
    @Column(name = "password_hash", nullable = false)
    String passwordHash;

    @Column(name = "changed_at", nullable = false)
    OffsetDateTime changedAt;

    @Column(name = "changed_by", nullable = false)
    String changedBy;

    protected Administrator() {}

    Administrator(String name) {
        this.name = name;
    }

    void set(AdminRole newRole, String newHash, String who) {
        role = newRole.text();
        passwordHash = newHash;
        changedAt = OffsetDateTime.now(ZoneOffset.UTC);
        changedBy = who;
    }

    /** @return empty for a role that this version does not know: such an account may do nothing */
    Optional<AdminAccount> account() {
        return AdminRole.find(role).map(known -> new AdminAccount(name, known, changedAt.toInstant(), changedBy));
    }
}
