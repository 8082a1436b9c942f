package org.pabal.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pabal.core.message.Content;

class MaildirGroupTest {
    private static final byte[] HEAD = "A: b\n".getBytes(StandardCharsets.US_ASCII);
    private static final Content CONTENT = new Content.InMemory("\nbody\n".getBytes(StandardCharsets.US_ASCII));

    @TempDir
    private Path directory;

    private PabalHomeFixture home = new PabalHomeFixture(Path.of(""));
    private final MaildirGroup group = new MaildirGroup(names(), home.quotas());

    private static MaildirNames names() {
        return new MaildirNames("mx", 1, InstantSource.system(), new SplittableRandom(1));
    }

    @BeforeEach
    void makeHome() {
        home = PabalHomeFixture.in(directory);
    }

    private MaildirEntry add(String user) throws DeferralException, OverQuotaException {
        Path userHome = directory.resolve("users").resolve(user);
        return group.add(userHome, userHome.resolve("Maildir"), HEAD, CONTENT);
    }

    @Test
    void nothingIsSeenBeforeItIsPublished() throws IOException, DeferralException, OverQuotaException {
        try (group) {
            MaildirEntry ada = add("ada");
            MaildirEntry bob = add("bob");
            assertThat(home.texts("users/ada/Maildir/new")).isEmpty();
            assertThat(home.texts("users/ada/Maildir/tmp")).containsExactly("A: b\n\nbody\n");

            group.publish();
            ada.requirePublished();
            bob.requirePublished();
        }
        assertThat(home.texts("users/ada/Maildir/new")).containsExactly("A: b\n\nbody\n");
        assertThat(home.texts("users/bob/Maildir/new")).containsExactly("A: b\n\nbody\n");
        assertThat(home.texts("users/ada/Maildir/tmp")).isEmpty();
    }

    @Test
    void whatIsNotPublishedIsRemoved() throws IOException, DeferralException, OverQuotaException {
        try (group) {
            assertThat(add("ada")).isNotNull();
        }
        assertThat(home.texts("users/ada/Maildir/tmp")).isEmpty();
        assertThat(home.texts("users/ada/Maildir/new")).isEmpty();
    }

    @Test
    void withdrawnEntryIsNotPublished() throws IOException, DeferralException, OverQuotaException {
        try (group) {
            MaildirEntry ada = add("ada");
            MaildirEntry again = add("ada");
            ada.withdraw(new IllegalStateException("another instruction failed"));

            group.publish();
            again.requirePublished();
        }
        assertThat(home.texts("users/ada/Maildir/new")).hasSize(1);
        assertThat(home.texts("users/ada/Maildir/tmp")).isEmpty();
    }

    @Test
    void failedPublicationConcernsItsDirectoryOnly() throws IOException, DeferralException, OverQuotaException {
        try (group) {
            MaildirEntry ada = add("ada");
            MaildirEntry bob = add("bob");
            Files.delete(directory.resolve("users/ada/Maildir/new"));

            group.publish();

            bob.requirePublished();
            assertThatThrownBy(ada::requirePublished)
                    .isInstanceOf(DeferralException.class)
                    .hasMessage("Temporary error on maildir delivery. (#4.3.0)\n")
                    .hasCauseInstanceOf(IOException.class);
        }
        assertThat(home.texts("users/ada/Maildir/tmp")).isEmpty();
        assertThat(home.texts("users/bob/Maildir/new")).hasSize(1);
    }

    @Test
    void fileThatIsInTheWayIsLeftAlone() throws IOException {
        MaildirNames same = new MaildirNames("mx", 1, InstantSource.fixed(java.time.Instant.EPOCH), () -> 7);
        String name = "0.M0P1Q1_0000000000000007.mx,S=11";
        home.write("users/ada/Maildir/tmp/" + name, "not ours");
        Path userHome = directory.resolve("users/ada");

        try (MaildirGroup colliding = new MaildirGroup(same, home.quotas())) {
            assertThatThrownBy(() -> colliding.add(userHome, userHome.resolve("Maildir"), HEAD, CONTENT))
                    .hasMessage("Temporary error on maildir delivery. (#4.3.0)\n");
        }
        assertThat(home.texts("users/ada/Maildir/tmp")).containsExactly("not ours");
    }
}
