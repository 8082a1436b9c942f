package org.pabal.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The messages of a mailbox that nobody has looked at. */
record Maildir(Path directory) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** @return all messages, in no order */
    List<Path> messages() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("new"))) {
            return files.toList();
        } catch (NoSuchFileException e) {
            // a mailbox comes into being with its first message at the latest
            return List.of();
        }
    }

    /** @return the messages whose octets contain the text */
    List<String> containing(String text) throws IOException {
        return messages().stream()
                .map(Maildir::read)
                .filter(content -> content.contains(text))
                .toList();
    }

    /** Waits for the message that contains the text; there must be one and no second one. */
    String await(String text) {
        Awaitility.await().atMost(PATIENCE).until(() -> !containing(text).isEmpty());
        try {
            List<String> found = containing(text);
            if (found.size() != 1) {
                throw new AssertionError("'" + text + "' was delivered " + found.size() + " times");
            }
            return found.getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Octets as ISO 8859-1. */
    static String read(Path message) {
        try {
            return Files.readString(message, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
