package org.pabal.core.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.pabal.core.local.LocalUsers.Resolution;
import org.pabal.core.queue.DeliveryOutcome;
import org.pabal.core.quota.MaildirAccount;
import org.pabal.core.quota.MaildirSizes;
import org.pabal.core.quota.OverQuota;
import org.pabal.core.quota.Quota;
import org.pabal.core.quota.Usage;

/** Which Maildirs have a quota, and what senders hear when one is full (vdelivermail). */
public final class MailboxQuotas {
    private static final Path USUAL = Path.of("Maildir");
    /** in a folder: its mailbox is the directory above (Maildir++) */
    private static final String FOLDER = "maildirfolder";

    private static final String TEXT_FILE = ".over-quota.msg";
    private static final String TEXT = "user is over quota";
    private static final int LONGEST_TEXT = 2_000;

    private final Path pabalHome;
    private final Given given;
    private final OverQuota overQuota;
    private final MaildirSizes sizes;

    /** What an administrator has given to users. */
    @FunctionalInterface
    public interface Given {
        /** @return the quota of the Maildir called {@code Maildir} in a home directory; empty if its own file is to say */
        Optional<Quota> of(Path home);
    }

    /** @param pabalHome the directory that has all texts for senders, and all homes */
    public MailboxQuotas(Path pabalHome, Given given, OverQuota overQuota, MaildirSizes sizes) {
        this.pabalHome = pabalHome.toAbsolutePath().normalize();
        this.given = given;
        this.overQuota = overQuota;
        this.sizes = sizes;
    }

    public OverQuota overQuota() {
        return overQuota;
    }

    /**
     * Whether a message would not be delivered for want of room.
     *
     * @param octets of the message, or less if nobody knows
     */
    public boolean isFull(Resolution.Deliver mailbox, long octets) throws IOException {
        for (Instruction instruction : mailbox.instructions()) {
            if (instruction instanceof Instruction.Maildir maildir
                    && isFull(mailbox.user().home(), maildir.path(), octets)) {
                return true;
            }
        }
        return false;
    }

    private boolean isFull(Path home, String written, long octets) throws IOException {
        try {
            Path maildir = HomePath.require(home, written);
            HomePath.requireDirectories(home, maildir);
            Optional<MaildirAccount> account = account(home, maildir);
            return account.isPresent() && !account.get().hasRoomFor(Usage.ofMessage(Math.max(octets, 1)));
        } catch (DeferralException | NoSuchFileException | NotDirectoryException e) {
            // the delivery will say so; want of room it is not
            return false;
        }
    }

    /** Lets the readers of the Maildir called {@code Maildir} know what quota it has been given, if there is one. */
    public void set(Path home, Quota quota) throws IOException {
        Path maildir = home.resolve(USUAL);
        if (Files.exists(maildir, LinkOption.NOFOLLOW_LINKS)) {
            HomePath.requireDirectories(home, maildir.resolve("tmp"));
            sizes.set(maildir, quota);
        }
    }

    /** @param maildir checked: no link, nor anything from the home to it */
    Optional<MaildirAccount> account(Path home, Path maildir) throws IOException {
        Path mailbox = mailbox(home, maildir);
        Optional<Quota> known = mailbox.equals(home.resolve(USUAL)) ? given.of(home) : Optional.empty();
        return sizes.open(mailbox, known);
    }

    /** @return the Maildir itself, or the one that it is a folder of */
    static Path mailbox(Path home, Path maildir) {
        boolean folder = !maildir.equals(home)
                && String.valueOf(maildir.getFileName()).startsWith(".")
                && Files.exists(maildir.resolve(FOLDER), LinkOption.NOFOLLOW_LINKS);
        return folder ? Objects.requireNonNull(maildir.getParent()) : maildir;
    }

    /** @return what becomes of a message that there is no room for, with the text of the operator who is nearest to the home */
    DeliveryOutcome refusal(Path home) throws IOException {
        for (Path above = home.getParent(); above != null && above.startsWith(pabalHome); above = above.getParent()) {
            Path file = above.resolve(TEXT_FILE);
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return overQuota.outcome(text(file));
            }
        }
        return overQuota.outcome(TEXT);
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return new String(in.readNBytes(LONGEST_TEXT), StandardCharsets.UTF_8).stripTrailing();
        }
    }
}
