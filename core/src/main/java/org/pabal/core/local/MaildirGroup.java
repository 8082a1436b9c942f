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
import java.util.Set;
import org.pabal.core.message.Content;

/**
 * Puts some messages into Maildirs (maildir.5) and makes them durable with one sync for each directory.
 *
 * <p>First {@link #add} each message, which writes it below {@code tmp/}; then {@link #publish}, which syncs all files,
 * renames them into {@code new/} and syncs the directories; then ask each entry whether it is published: one that is
 * survives a crash. What was not published is removed when the group is closed.
 */
final class MaildirGroup implements AutoCloseable {
    private final MaildirNames names;
    /** Looked at already: a group has few Maildirs and lasts milliseconds. */
    private final Map<Path, Maildir> known = new HashMap<>();

    private final List<MaildirEntry> entries = new ArrayList<>();

    MaildirGroup(MaildirNames names) {
        this.names = names;
    }

    private record Maildir(Path tmpDirectory, Path newDirectory) {}

    /**
     * Writes one message, which the Maildir's readers do not see yet.
     *
     * @param home the user's
     * @param maildir the home or a directory below it; never made if it is missing
     * @param head lines to stand before the content
     * @throws DeferralException with qmail-local's report; then nothing is left behind
     */
    MaildirEntry add(Path home, Path maildir, byte[] head, Content content) throws DeferralException {
        Maildir checked = requireMaildir(home, maildir);
        String name = names.next(head.length + content.octets());
        MaildirEntry entry = new MaildirEntry(checked.tmpDirectory(), checked.newDirectory(), name);
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

    private Maildir requireMaildir(Path home, Path maildir) throws DeferralException {
        Maildir seen = known.get(maildir);
        if (seen != null) {
            return seen;
        }
        try {
            Maildir checked = new Maildir(maildir.resolve("tmp"), maildir.resolve("new"));
            HomePath.requireDirectories(home, maildir);
            HomePath.requireDirectory(checked.tmpDirectory());
            HomePath.requireDirectory(checked.newDirectory());
            Path cur = maildir.resolve("cur");
            if (Files.isSymbolicLink(cur)) {
                throw new NotDirectoryException(cur.toString());
            }
            known.put(maildir, checked);
            return checked;
        } catch (IOException e) {
            throw new DeferralException(Reports.CHDIR_MAILDIR, e);
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
