package org.pabal.web.administrators;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import org.pabal.ejb.admin.AdminAccount;

/** One administrator as the API shows it. */
@JsonbPropertyOrder({"name", "role", "changedAt", "changedBy"})
public record AdministratorView(String name, String role, Instant changedAt, String changedBy) {
    static AdministratorView of(AdminAccount account) {
        return new AdministratorView(account.name(), account.role().text(), account.changedAt(), account.changedBy());
    }
}
