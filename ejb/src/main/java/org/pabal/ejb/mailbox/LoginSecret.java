package org.pabal.ejb.mailbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The row of {@code login_secret}. */
@Entity
@Table(name = "login_secret")
class LoginSecret {
    static final int ONLY = 1;

    @Id
    @Column(name = "id")
    int id;

    @Column(name = "digits", nullable = false)
    String digits;

    protected LoginSecret() {}

    LoginSecret(String digits) {
        this.id = ONLY;
        this.digits = digits;
    }
}
