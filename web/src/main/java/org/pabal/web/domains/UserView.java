package org.pabal.web.domains;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import org.pabal.ejb.mailbox.MailUser;

/** One user as the API shows it. */
@JsonbPropertyOrder({"name", "domain", "quota", "changedAt", "changedBy"})
public record UserView(String name, String domain, String quota, Instant changedAt, String changedBy) {
    static UserView of(MailUser user) {
        return new UserView(
                user.name(), user.domain(), user.quota().orElse("NOQUOTA"), user.changedAt(), user.changedBy());
    }
}
