package org.pabal.core.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pabal.core.message.Content;
import org.pabal.core.quota.MaildirAccount;
import org.pabal.core.quota.Usage;

/**
 * One message on its way into one Maildir: {@link #write} below {@code tmp/}, {@link #sync}, {@link #publish} in
 * {@code new/}. A failure of the last two is remembered, and the steps after it do nothing.
 */
final class MaildirEntry {
    private static final Set<OpenOption> NEW_FILE =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path temporary;
    private final Path directory;
    private final Path published;
    private final Usage usage;
    private final Optional<MaildirAccount> account;
    /** Open from {@link #write} to {@link #sync}. */
    private @Nullable FileChannel file;

    private State state = State.ABSENT;
    private @Nullable DeferralException trouble;
    private @Nullable IOException usageTrouble;

    private enum State {
        ABSENT,
        WRITTEN,
        SYNCED,
        PUBLISHED
    }

    /**
     * Where it goes.
     *
     * @param account the Maildir's, if it has a quota
     */
    record Place(Path tmpDirectory, Path newDirectory, Optional<MaildirAccount> account) {}

    MaildirEntry(Place place, String name, Usage usage) {
        this.temporary = place.tmpDirectory().resolve(name);
        this.directory = place.newDirectory();
        this.published = place.newDirectory().resolve(name);
        this.usage = usage;
        this.account = place.account();
    }

    /** @return what is going to be added to an account that is not noted there yet */
    Usage waiting(MaildirAccount asked) {
        boolean waits = (state == State.WRITTEN || state == State.SYNCED)
                && account.filter(a -> a == asked).isPresent();
        return waits ? usage : Usage.NOTHING;
    }

    /** @return why the Maildir's sum is wrong now, if it is; the message is delivered all the same */
    Optional<IOException> usageTrouble() {
        return Optional.ofNullable(usageTrouble);
    }

    /** @return the directory that has the message's name once it is published */
    Path directory() {
        return directory;
    }

    /** @throws DeferralException if the message must be tried again, because something went wrong with publishing it */
    void requirePublished() throws DeferralException {
        if (trouble != null) {
            throw trouble;
        }
    }

    /** Writes the file and leaves it open: syncs that come one after the other, behind all writes, cost less. */
    void write(byte[] head, Content content) throws DeferralException {
        try {
            FileChannel created = FileChannel.open(temporary, NEW_FILE, PRIVATE);
            file = created;
            state = State.WRITTEN;
            ContentWriter.write(created, head, content);
        } catch (IOException e) {
            DeferralException failure = new DeferralException(Reports.MAILDIR_TROUBLE, e);
            withdraw(failure);
            throw failure;
        } catch (DeferralException e) {
            withdraw(e);
            throw e;
        }
    }

    /** Brings the content to the disk. A sync that failed is never tried again: the second one could lie. */
    void sync() {
        if (state != State.WRITTEN || file == null) {
            return;
        }
        try {
            file.force(true);
            file.close();
            state = State.SYNCED;
        } catch (IOException e) {
            fail(e);
            withdraw(e);
        }
    }

    /** Makes the message visible; whether that survives a crash is up to the directory.
     *
     * @return whether the directory has changed
     */
    boolean publish() {
        if (state != State.SYNCED) {
            return false;
        }
        try {
            Files.move(temporary, published, StandardCopyOption.ATOMIC_MOVE);
            state = State.PUBLISHED;
        } catch (IOException e) {
            fail(e);
            withdraw(e);
            return false;
        }
        noteUsage();
        return true;
    }

    private void noteUsage() {
        try {
            if (account.isPresent()) {
                account.get().added(usage);
            }
        } catch (IOException e) {
            usageTrouble = e;
        }
    }

    void fail(IOException cause) {
        trouble = new DeferralException(Reports.MAILDIR_TROUBLE, cause);
    }

    /** Removes what is not published. A file that cannot be removed is one more fact about the failure. */
    void withdraw(Exception failure) {
        try {
            removeUnpublished();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private void removeUnpublished() throws IOException {
        if (state == State.WRITTEN || state == State.SYNCED) {
            state = State.ABSENT;
            try {
                if (file != null) {
                    file.close();
                }
            } finally {
                Files.deleteIfExists(temporary);
            }
        }
    }
}
