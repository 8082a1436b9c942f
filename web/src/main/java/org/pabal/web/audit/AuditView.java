package org.pabal.web.audit;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.util.Optional;
import org.pabal.ejb.admin.AuditRecord;

/** One audit entry as the API shows it. */
@JsonbPropertyOrder({"id", "at", "who", "address", "action", "subject", "status", "detail"})
public record AuditView(
        long id,
        Instant at,
        String who,
        String address,
        String action,
        String subject,
        Optional<Integer> status,
        Optional<String> detail) {
    static AuditView of(AuditRecord entry) {
        return new AuditView(
                entry.id(),
                entry.at(),
                entry.deed().who(),
                entry.deed().address(),
                entry.deed().action(),
                entry.deed().subject(),
                entry.status(),
                entry.detail());
    }
}
