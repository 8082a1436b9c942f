package org.pabal.core.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.pabal.core.quota.MaildirSizes;
import org.pabal.core.quota.OverQuota;

/** A {@code pabal.home} with the users that tests need. */
record PabalHomeFixture(Path path) {
    static final String ASSIGNMENTS = """
            =ada:ada:0:0:users/ada:::
            +ada-:ada:0:0:users/ada:-::
            =bob:bob:0:0:users/bob:::
            .
            """;

    static final Programs NO_PROGRAMS = call -> {
        throw new AssertionError("no program is expected: " + call);
    };

    /** @return who takes all forwards, as message 4711, and notes each in a line */
    static LocalDelivery.Forwarder noting(List<String> forwards) {
        return (sender, recipients, options, content) -> {
            recipients.forEach(to -> forwards.add(to + " from " + sender.text()));
            return new ForwardResult.Queued("4711");
        };
    }

    static PabalHomeFixture in(Path directory) {
        PabalHomeFixture home = new PabalHomeFixture(directory);
        home.makeMaildir("users/ada/Maildir");
        home.makeMaildir("users/bob/Maildir");
        home.makeMaildir("alias/Maildir");
        return home;
    }

    LocalUsers users() {
        return new LocalUsers(path, UserAssignments.require(ASSIGNMENTS), SystemUsers.NONE);
    }

    /** Quotas as {@code maildirsize} files say. */
    MailboxQuotas quotas() {
        return quotas(userHome -> Optional.empty(), OverQuota.REJECT);
    }

    MailboxQuotas quotas(MailboxQuotas.Given given, OverQuota overQuota) {
        AtomicInteger number = new AtomicInteger();
        return new MailboxQuotas(
                path,
                given,
                overQuota,
                new MaildirSizes(InstantSource.system(), () -> "size" + number.incrementAndGet()));
    }

    Path makeMaildir(String name) {
        try {
            for (String part : List.of("tmp", "new", "cur")) {
                Files.createDirectories(path.resolve(name).resolve(part));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return path.resolve(name);
    }

    Path write(String name, String text) throws IOException {
        return write(name, text, "rw-r--r--");
    }

    Path write(String name, String text, String permissions) throws IOException {
        Path file = Files.writeString(path.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    /** @return the contents of the files in a directory, sorted */
    List<String> texts(String directory) throws IOException {
        try (Stream<Path> files = Files.list(path.resolve(directory))) {
            return files.map(PabalHomeFixture::text).sorted().toList();
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
