package org.pabal.core.local;

import java.nio.file.Path;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.message.Content;

/** A home whose files are the server's own. */
final class OwnHome implements HomeFiles {
    private final Path home;
    private final EmailAddress recipient;
    private final LocalTerms terms;

    /** @param recipient for whom trouble is told */
    OwnHome(Path home, EmailAddress recipient, LocalTerms terms) {
        this.home = home;
        this.recipient = recipient;
        this.terms = terms;
    }

    @Override
    public void deliver(Instruction.Maildir line, byte[] head, Content content)
            throws DeferralException, OverQuotaException {
        try (MaildirGroup alone = new MaildirGroup(terms.names(), terms.quotas())) {
            MaildirEntry entry = alone.add(home, HomePath.require(home, line.path()), head, content);
            alone.publish();
            entry.requirePublished();
            terms.tellUsageTrouble(recipient, entry);
        }
    }

    @Override
    public void append(Instruction.Mbox line, byte[] head, Content content) throws DeferralException {
        terms.mboxes()
                .append(new MboxWriter.Mbox(home, HomePath.require(home, line.path()), line.path()), head, content);
    }
}
