package org.pabal.core.quota;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** What a Maildir with a quota holds, and may hold. Not for several threads. */
public final class MaildirAccount {
    private final MaildirSizes sizes;
    private final Path maildir;
    private final Quota quota;
    /** empty while nobody knows */
    private Optional<Usage> usage;

    private boolean counted;

    /** @param counted whether counting again would find nothing new */
    MaildirAccount(MaildirSizes sizes, Path maildir, Quota quota, Optional<Usage> usage, boolean counted) {
        this.sizes = sizes;
        this.maildir = maildir;
        this.quota = quota;
        this.usage = usage;
        this.counted = counted;
    }

    /**
     * Whether there is room. Nobody is turned away because of a sum that may be out of date: then all is counted first.
     *
     * @param more what is to be added, together with what others are adding just now
     */
    public boolean hasRoomFor(Usage more) throws IOException {
        if (!fits(more) && !counted) {
            usage = sizes.count(maildir, quota);
            counted = true;
        }
        return fits(more);
    }

    private boolean fits(Usage more) {
        return usage.map(used -> quota.fits(used.plus(more))).orElse(true);
    }

    /** Notes a message that is in the Maildir now. */
    public void added(Usage message) throws IOException {
        usage = usage.map(used -> used.plus(message));
        counted = false;
        try {
            SizeFile.append(maildir, message);
        } catch (NoSuchFileException e) {
            // nobody could count, or somebody wants it counted: the next one does
            return;
        }
    }
}
