package org.pabal.ejb.mailbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import org.pabal.core.local.MailboxQuotas;
import org.pabal.core.local.MaildirNames;
import org.pabal.core.quota.MaildirSizes;
import org.pabal.ejb.control.ControlStore;
import org.pabal.ejb.control.PabalHome;

/** The quotas of mailboxes, as the settings are now. */
@ApplicationScoped
public class QuotaDesk {
    @Inject
    ControlStore controls;

    @Inject
    PabalHome home;

    @Inject
    GivenQuotas given;

    private final MaildirNames names =
            new MaildirNames("pabal", ProcessHandle.current().pid(), Clock.systemUTC(), new SecureRandom());
    private final MaildirSizes sizes = new MaildirSizes(Clock.systemUTC(), names::nextSizeFile);

    public MailboxQuotas quotas() {
        return new MailboxQuotas(home.path(), given, controls.current().overQuota(), sizes);
    }
}
