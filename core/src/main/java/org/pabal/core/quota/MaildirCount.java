package org.pabal.core.quota;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts what is in a Maildir and its folders, as Maildir++ wants it: without the folder Trash, and without messages that are
 * marked as trash. Links are not followed.
 */
final class MaildirCount {
    private static final Pattern SIZE = Pattern.compile(",S=([0-9]{1,18})");
    private static final Pattern TRASHED = Pattern.compile(":2,[A-Za-z]*T");
    private static final String TRASH = ".Trash";

    private final Map<Path, FileTime> visited = new HashMap<>();
    private Usage usage = Usage.NOTHING;

    private MaildirCount() {}

    /** @return empty if the Maildir has changed meanwhile, so that nobody knows */
    static Optional<Usage> of(Path maildir) throws IOException {
        MaildirCount count = new MaildirCount();
        count.folder(maildir);
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(maildir, ".*")) {
            for (Path folder : folders) {
                if (!name(folder).equals(TRASH)) {
                    count.folder(folder);
                }
            }
        }
        return count.hasChanged() ? Optional.empty() : Optional.of(count.usage);
    }

    private void folder(Path folder) throws IOException {
        if (isDirectory(folder)) {
            messages(folder.resolve("new"));
            messages(folder.resolve("cur"));
        }
    }

    private void messages(Path directory) throws IOException {
        if (!isDirectory(directory)) {
            return;
        }
        visited.put(directory, Files.getLastModifiedTime(directory, LinkOption.NOFOLLOW_LINKS));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                message(file);
            }
        }
    }

    private void message(Path file) throws IOException {
        String name = name(file);
        if (!name.startsWith(".") && !TRASHED.matcher(name).find()) {
            Matcher size = SIZE.matcher(name);
            usage = usage.plus(Usage.ofMessage(size.find() ? Long.parseLong(size.group(1)) : size(file)));
        }
    }

    private static long size(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .size();
        } catch (NoSuchFileException e) {
            // the directory will turn out to have changed
            return 0;
        }
    }

    private boolean hasChanged() throws IOException {
        for (Map.Entry<Path, FileTime> directory : visited.entrySet()) {
            if (!Files.getLastModifiedTime(directory.getKey(), LinkOption.NOFOLLOW_LINKS)
                    .equals(directory.getValue())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDirectory(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
