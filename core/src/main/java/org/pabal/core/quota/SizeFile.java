package org.pabal.core.quota;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A {@code maildirsize} as it was read: the quota in its first line, then a line for each change, {@code SIZE COUNT}.
 *
 * @param usage the sum of the changes; empty if one of them makes no sense
 * @param changes how many lines it has below the quota
 */
record SizeFile(Quota quota, Optional<Usage> usage, int changes, long octets, Instant modified) {
    private static final String NAME = "maildirsize";
    private static final int FULL = 5120;
    private static final Duration FRESH = Duration.ofMinutes(15);
    private static final Pattern CHANGE = Pattern.compile("\\s*(-?[0-9]{1,18})\\s+(-?[0-9]{1,18})\\s*");
    private static final Set<OpenOption> NEW_FILE =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> AT_END =
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** @return empty if there is none; anything but a plain file is none */
    static Optional<SizeFile> read(Path maildir) throws IOException {
        Path file = maildir.resolve(NAME);
        BasicFileAttributes attributes = file.getFileSystem()
                .provider()
                .readAttributesIfExists(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes == null || !attributes.isRegularFile()) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            // of one that is full only the first line counts
            byte[] octets = in.readNBytes(FULL);
            String text = new String(octets, StandardCharsets.ISO_8859_1);
            return Optional.of(parse(text, attributes.lastModifiedTime().toInstant()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static SizeFile parse(String text, Instant modified) {
        List<String> lines = text.lines().toList();
        Usage usage = Usage.NOTHING;
        boolean clear = true;
        for (int i = 1; i < lines.size(); i++) {
            var change = CHANGE.matcher(lines.get(i));
            clear &= change.matches();
            usage = clear
                    ? usage.plus(new Usage(Long.parseLong(change.group(1)), Long.parseLong(change.group(2))))
                    : Usage.NOTHING;
        }
        return new SizeFile(
                Quota.stored(lines.isEmpty() ? "" : lines.getFirst().strip()),
                clear ? Optional.of(usage) : Optional.empty(),
                Math.max(lines.size() - 1, 0),
                text.length(),
                modified);
    }

    /** Whether the sum can be believed at this time. */
    boolean isUsable(Instant now) {
        return usage.isPresent()
                && changes > 0
                && usage.get().octets() >= 0
                && usage.get().messages() >= 0
                && octets < FULL
                && isFresh(now);
    }

    /** Whether counting again would find nothing new: it was counted just now, and nothing was added since. */
    boolean isCount(Instant now) {
        return changes == 1 && isFresh(now);
    }

    private boolean isFresh(Instant now) {
        return now.isBefore(modified.plus(FRESH));
    }

    /** Adds a line, with a single write: several processes do so at the same time. */
    static void append(Path maildir, Usage change) throws IOException {
        byte[] line = line(change).getBytes(StandardCharsets.US_ASCII);
        try (FileChannel file = FileChannel.open(maildir.resolve(NAME), AT_END)) {
            if (file.write(ByteBuffer.wrap(line)) != line.length) {
                throw new IOException("a line was written in part");
            }
        }
    }

    /**
     * Replaces the file by one with this single change, whole or not at all.
     *
     * @param usage empty if nobody knows: whoever reads it next will count
     */
    static void replace(Path maildir, String temporaryName, Quota quota, Optional<Usage> usage) throws IOException {
        Path temporary = maildir.resolve("tmp").resolve(temporaryName);
        byte[] text = (quota.text() + "\n" + usage.map(SizeFile::line).orElse("")).getBytes(StandardCharsets.US_ASCII);
        try {
            try (FileChannel file = FileChannel.open(temporary, NEW_FILE, PRIVATE)) {
                file.write(ByteBuffer.wrap(text));
                // it may be the only place that knows the quota
                file.force(true);
            }
            Files.move(temporary, maildir.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    static void remove(Path maildir) throws IOException {
        Files.deleteIfExists(maildir.resolve(NAME));
    }

    private static String line(Usage change) {
        return change.octets() + " " + change.messages() + "\n";
    }
}
