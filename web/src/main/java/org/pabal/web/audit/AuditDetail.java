package org.pabal.web.audit;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.pabal.ejb.admin.AuditLog;

/** Lets a method say in the audit log what its path does not, as the selection in its body; to be called before it acts. */
@RequestScoped
public class AuditDetail {
    @Inject
    AuditLog log;

    private @Nullable Long entry;

    void begun(long id) {
        entry = id;
    }

    /** Does nothing in a request that is not audited. */
    public void say(String text) {
        if (entry != null) {
            log.detailed(entry, text);
        }
    }
}
