package org.pabal.core.quota;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Opens the accounts of Maildirs: their {@code maildirsize}, made, corrected and counted anew when it has to be. */
public final class MaildirSizes {
    private final InstantSource clock;
    private final Supplier<String> temporaryNames;

    /** @param temporaryNames gives a name for a file in {@code tmp/}, each time another one */
    public MaildirSizes(InstantSource clock, Supplier<String> temporaryNames) {
        this.clock = clock;
        this.temporaryNames = temporaryNames;
    }

    /**
     * @param maildir no link, nor anything on the way to it; its {@code tmp} is a directory
     * @param given the quota that the mailbox has been given; without one {@code maildirsize} says
     * @return empty if the mailbox has no quota
     */
    public Optional<MaildirAccount> open(Path maildir, Optional<Quota> given) throws IOException {
        Optional<SizeFile> file = SizeFile.read(maildir);
        Quota quota = given.or(() -> file.map(SizeFile::quota)).orElse(Quota.NONE);
        if (quota.isNone()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Optional<SizeFile> good =
                file.filter(read -> read.quota().equals(quota)).filter(read -> read.isUsable(now));
        return Optional.of(
                good.isPresent()
                        ? new MaildirAccount(
                                this,
                                maildir,
                                quota,
                                good.get().usage(),
                                good.get().isCount(now))
                        : new MaildirAccount(this, maildir, quota, count(maildir, quota), true));
    }

    /** @return empty if nobody knows; then the file stays as it was */
    Optional<Usage> count(Path maildir, Quota quota) throws IOException {
        Optional<Usage> counted = MaildirCount.of(maildir);
        if (counted.isPresent()) {
            SizeFile.replace(maildir, temporaryNames.get(), quota, counted);
        }
        return counted;
    }

    /**
     * Gives a Maildir another quota, for its other readers; the file says so when this returns.
     *
     * @param quota {@link Quota#NONE} to let it grow
     */
    public void set(Path maildir, Quota quota) throws IOException {
        if (quota.isNone()) {
            SizeFile.remove(maildir);
        } else {
            SizeFile.replace(maildir, temporaryNames.get(), quota, MaildirCount.of(maildir));
        }
    }
}
