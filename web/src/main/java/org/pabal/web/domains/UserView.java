package org.pabal.web.domains;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import org.pabal.ejb.mailbox.MailUser;

/** One user as the API shows it. */
@JsonbPropertyOrder({"name", "domain", "changedAt", "changedBy"})
public record UserView(String name, String domain, Instant changedAt, String changedBy) {
    static UserView of(MailUser user) {
        return new UserView(user.name(), user.domain(), user.changedAt(), user.changedBy());
    }
}
