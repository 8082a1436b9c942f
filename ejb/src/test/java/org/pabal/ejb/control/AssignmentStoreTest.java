package org.pabal.ejb.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pabal.core.local.SystemUsers;
import org.pabal.ejb.TestDatabase;

class AssignmentStoreTest {
    private static final Precondition ALWAYS = new Precondition.Always();

    @TempDir
    private Path directory;

    private final TestDatabase database = new TestDatabase();
    private PabalHome home;
    private AssignmentStore store;

    @BeforeEach
    void open() {
        home = new PabalHome(directory);
        home.prepare();
        store = new AssignmentStore(new TransactionalTexts(database), home, SystemUsers.NONE);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aNewAssignmentHasAMaildirWhenPutReturns() {
        TextChange change = store.put("=ada:ada:0:0:users/ada:::\n.\n", ALWAYS, "admin");
        assertThat(change).isInstanceOf(TextChange.Stored.class);
        assertThat(directory.resolve("users/ada/Maildir/new")).isDirectory();
        assertThat(store.current().homes()).containsExactly(Path.of("users/ada"));
    }

    @Test
    void aHomeOutsideOfPabalHomeIsRefused() {
        assertThat(store.put("=ada:ada:0:0:../ada:::\n.\n", ALWAYS, "admin")).isInstanceOf(TextChange.Refused.class);
        assertThat(store.put("=ada:ada:0:0:/home/ada:::\n.\n", ALWAYS, "admin")).isInstanceOf(TextChange.Refused.class);
        assertThat(store.text().version()).isZero();
    }

    @Test
    void aHomeBehindALinkIsRefusedAndNothingIsMadeThere() throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Files.createSymbolicLink(home.users().resolve("ada"), elsewhere);

        TextChange change = store.put("=ada:ada:0:0:users/ada:::\n.\n", ALWAYS, "admin");

        assertThat(change)
                .isInstanceOfSatisfying(
                        TextChange.Refused.class,
                        refused -> assertThat(refused.sentence())
                                .contains("users/ada")
                                .doesNotContain(directory.toString()));
        assertThat(elsewhere).isEmptyDirectory();
        assertThat(store.text().version()).isZero();
    }

    @Test
    void withoutAnyThereIsATextThatSaysNobody() {
        assertThat(store.text().text()).isEqualTo(".\n");
        assertThat(store.current().homes()).isEmpty();
        assertThat(store.put(store.text().text(), ALWAYS, "admin")).isInstanceOf(TextChange.Stored.class);
    }
}
