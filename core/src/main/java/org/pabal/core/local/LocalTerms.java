package org.pabal.core.local;

import java.io.IOException;
import java.time.InstantSource;
import org.pabal.core.address.DomainName;
import org.pabal.core.address.EmailAddress;

/**
 * What a local delivery needs of its surroundings.
 *
 * @param unqualifiedDomain for forward addresses without a domain: the setting {@code envnoathost}
 * @param names shared by all deliveries of this process
 * @param clock for the From_ line of an mbox
 * @param programs who starts programs of users
 * @param helpers who starts programs of ours in homes of other users of the system, whose output may be as long as a
 *     {@code .qmail} file
 * @param quotas of mailboxes
 * @param mboxes shared by all deliveries of this process
 * @param troubles who is told why something did not work
 */
public record LocalTerms(
        DomainName unqualifiedDomain,
        MaildirNames names,
        InstantSource clock,
        Programs programs,
        Programs helpers,
        MailboxQuotas quotas,
        MboxWriter mboxes,
        TroubleListener troubles) {
    /**
     * qmail-local's reports of a deferral do not say what the system said; here it can be logged. Called for each such
     * deferral, from the delivering thread.
     */
    @FunctionalInterface
    public interface TroubleListener {
        /** @param report the deferral's report, which ends with LF */
        void trouble(EmailAddress recipient, String report, IOException cause);
    }

    void tellUsageTrouble(EmailAddress recipient, MaildirEntry entry) {
        entry.usageTrouble().ifPresent(cause -> troubles.trouble(recipient, Reports.USAGE_NOT_NOTED, cause));
    }
}
