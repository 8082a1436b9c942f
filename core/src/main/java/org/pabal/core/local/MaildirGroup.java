package org.pabal.core.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pabal.core.local.MaildirEntry.Place;
import org.pabal.core.message.Content;
import org.pabal.core.quota.MaildirAccount;
import org.pabal.core.quota.Usage;

/**
 * Puts some messages into Maildirs (maildir.5) and makes them durable with one sync for each directory.
 *
 * <p>First {@link #add} each message, which writes it below {@code tmp/}; then {@link #publish}, which syncs all files,
 * renames them into {@code new/} and syncs the directories; then ask each entry whether it is published: one that is
 * survives a crash. What was not published is removed when the group is closed.
 */
final class MaildirGroup implements AutoCloseable {
    private final MaildirNames names;
    private final MailboxQuotas quotas;
    /** Looked at already: a group has few Maildirs and lasts milliseconds. */
    private final Map<Path, Place> known = new HashMap<>();

    private final Map<Path, Optional<MaildirAccount>> accounts = new HashMap<>();

    private final List<MaildirEntry> entries = new ArrayList<>();

    MaildirGroup(MaildirNames names, MailboxQuotas quotas) {
        this.names = names;
        this.quotas = quotas;
    }

    /**
     * Writes one message, which the Maildir's readers do not see yet.
     *
     * @param home the user's
     * @param maildir the home or a directory below it; never made if it is missing
     * @param head lines to stand before the content
     * @throws DeferralException with qmail-local's report; then nothing is left behind
     * @throws OverQuotaException if there is no room for the message; what is put before it does not count (vdelivermail)
     */
    MaildirEntry add(Path home, Path maildir, byte[] head, Content content)
            throws DeferralException, OverQuotaException {
        Place place = requireMaildir(home, maildir);
        if (place.account().isPresent()) {
            requireRoom(home, place.account().get(), Usage.ofMessage(content.octets()));
        }
        long octets = head.length + content.octets();
        MaildirEntry entry = new MaildirEntry(place, names.next(octets), Usage.ofMessage(octets));
        entry.write(head, content);
        entries.add(entry);
        return entry;
    }

    /** Publishes every entry that was not withdrawn. A failure is noted in the entries it concerns. */
    void publish() {
        entries.forEach(MaildirEntry::sync);
        Set<Path> changed = new LinkedHashSet<>();
        for (MaildirEntry entry : entries) {
            if (entry.publish()) {
                changed.add(entry.directory());
            }
        }
        for (Path directory : changed) {
            syncDirectory(directory);
        }
    }

    private void syncDirectory(Path directory) {
        try {
            DirectorySync.sync(directory);
        } catch (IOException e) {
            // nobody knows which of the names are on the disk
            entries.stream()
                    .filter(entry -> entry.directory().equals(directory))
                    .forEach(entry -> entry.fail(e));
        }
    }

    private void requireRoom(Path home, MaildirAccount account, Usage message)
            throws DeferralException, OverQuotaException {
        Usage all = message;
        for (MaildirEntry entry : entries) {
            all = all.plus(entry.waiting(account));
        }
        try {
            if (!account.hasRoomFor(all)) {
                throw new OverQuotaException(quotas.refusal(home));
            }
        } catch (IOException e) {
            throw new DeferralException(Reports.MAILDIR_TROUBLE, e);
        }
    }

    private Place requireMaildir(Path home, Path maildir) throws DeferralException {
        Place seen = known.get(maildir);
        if (seen != null) {
            return seen;
        }
        try {
            HomePath.requireDirectories(home, maildir);
            HomePath.requireDirectory(maildir.resolve("tmp"));
            HomePath.requireDirectory(maildir.resolve("new"));
            Path cur = maildir.resolve("cur");
            if (Files.isSymbolicLink(cur)) {
                throw new NotDirectoryException(cur.toString());
            }
        } catch (IOException e) {
            throw new DeferralException(Reports.CHDIR_MAILDIR, e);
        }
        Place place = new Place(maildir.resolve("tmp"), maildir.resolve("new"), account(home, maildir));
        known.put(maildir, place);
        return place;
    }

    /** A Maildir and its folders have one account. */
    private Optional<MaildirAccount> account(Path home, Path maildir) throws DeferralException {
        Path mailbox = MailboxQuotas.mailbox(home, maildir);
        Optional<MaildirAccount> seen = accounts.get(mailbox);
        if (seen != null) {
            return seen;
        }
        try {
            Optional<MaildirAccount> opened = quotas.account(home, mailbox);
            accounts.put(mailbox, opened);
            return opened;
        } catch (IOException e) {
            throw new DeferralException(Reports.MAILDIR_TROUBLE, e);
        }
    }

    /** @throws UncheckedIOException if an unpublished file cannot be removed, which only an earlier surprise leaves */
    @Override
    public void close() {
        IOException left = new IOException("an unpublished message stays in tmp/");
        entries.forEach(entry -> entry.withdraw(left));
        if (left.getSuppressed().length > 0) {
            throw new UncheckedIOException(left);
        }
    }
}
