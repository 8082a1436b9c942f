package org.pabal.ejb.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.ejb.TestDatabase;
import org.pabal.ejb.control.PabalHome;
import org.pabal.ejb.password.PasswordCheck;
import org.pabal.ejb.password.PasswordHashes;

class AdminAccountsTest {
    private static final Login REFUSED = new Login.Refused();

    @TempDir
    private Path directory;

    private final TestDatabase database = new TestDatabase();

    @AfterEach
    void close() {
        database.close();
    }

    private AdminAccounts accounts(PabalHome home, Optional<String> configured) {
        PasswordCheck cheap = new PasswordCheck(new SecureRandom(), new PasswordHashes.Cost(64, 1));
        return new AdminAccounts(new TransactionalRows(database), home, configured, cheap);
    }

    private AdminAccounts started(Optional<String> configured) {
        PabalHome home = new PabalHome(directory);
        home.prepare();
        AdminAccounts accounts = accounts(home, configured);
        accounts.start();
        return accounts;
    }

    @Nested
    class TheBuiltInOne {
        @Test
        void itsPasswordIsGeneratedOnceIntoAPrivateFile() throws IOException {
            AdminAccounts first = started(Optional.empty());
            Path file = directory.resolve("admin.password");
            String password = Files.readString(file).strip();

            assertThat(password).hasSize(24);
            assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(first.login("admin", password)).isEqualTo(new Login.Granted("admin", AdminRole.ADMIN));
            assertThat(first.login("admin", password + "x")).isEqualTo(REFUSED);
            assertThat(started(Optional.empty()).login("admin", password)).isInstanceOf(Login.Granted.class);
        }

        @Test
        void aConfiguredPasswordWinsAndIsNotWritten() {
            AdminAccounts accounts = started(Optional.of("from the outside"));
            assertThat(accounts.login("admin", "from the outside")).isInstanceOf(Login.Granted.class);
            assertThat(directory.resolve("admin.password")).doesNotExist();
        }

        @Test
        void aConfiguredPasswordThatIsTooShortStopsTheStartWithoutSayingIt() {
            assertThatThrownBy(() -> started(Optional.of("abc")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("pabal.admin.password")
                    .hasMessageNotContaining("abc");
        }

        @Test
        void nobodyChangesOrRemovesItThroughTheApi() {
            AdminAccounts accounts = started(Optional.of("from the outside"));
            assertThat(accounts.put("admin", AdminRole.AUDITOR, "another one", "admin"))
                    .isInstanceOf(AccountChange.Refused.class);
            assertThat(accounts.delete("admin")).isInstanceOf(AccountChange.Refused.class);
            assertThat(accounts.login("admin", "from the outside")).isInstanceOf(Login.Granted.class);
        }

        @Test
        void beforeTheStartNobodyIsLetIn() {
            AdminAccounts accounts = accounts(new PabalHome(directory), Optional.of("12345678"));
            assertThat(accounts.login("admin", "12345678")).isEqualTo(REFUSED);
        }
    }

    @Nested
    class OneThatWasMade {
        private AdminAccounts accounts;

        @BeforeEach
        void start() {
            accounts = started(Optional.of("from the outside"));
        }

        @Test
        void logsInWithItsRole() {
            assertThat(accounts.put("ada", AdminRole.OPERATOR, "correct horse", "admin"))
                    .isEqualTo(new AccountChange.Created());
            assertThat(accounts.login("ada", "correct horse")).isEqualTo(new Login.Granted("ada", AdminRole.OPERATOR));
            assertThat(accounts.login("ada", "correct hors")).isEqualTo(REFUSED);
            assertThat(accounts.login("eve", "correct horse")).isEqualTo(REFUSED);
            assertThat(accounts.list()).extracting(AdminAccount::name).containsExactly("ada");
        }

        @Test
        void aNewPasswordOrRoleCountsAtOnceAlthoughTheOldWasProven() {
            accounts.put("ada", AdminRole.OPERATOR, "correct horse", "admin");
            assertThat(accounts.login("ada", "correct horse")).isInstanceOf(Login.Granted.class);

            assertThat(accounts.put("ada", AdminRole.AUDITOR, "battery staple", "admin"))
                    .isEqualTo(new AccountChange.Changed());

            assertThat(accounts.login("ada", "correct horse")).isEqualTo(REFUSED);
            assertThat(accounts.login("ada", "battery staple")).isEqualTo(new Login.Granted("ada", AdminRole.AUDITOR));
        }

        @Test
        void onceRemovedIsRefusedAtOnce() {
            accounts.put("ada", AdminRole.OPERATOR, "correct horse", "admin");
            assertThat(accounts.login("ada", "correct horse")).isInstanceOf(Login.Granted.class);
            assertThat(accounts.delete("ada")).isEqualTo(new AccountChange.Deleted());
            assertThat(accounts.login("ada", "correct horse")).isEqualTo(REFUSED);
            assertThat(accounts.delete("ada")).isEqualTo(new AccountChange.Missing());
        }

        @Test
        void thePasswordMayBeTypedComposedOrDecomposed() {
            accounts.put("ada", AdminRole.OPERATOR, "pass\u00e9 compos\u00e9", "admin");
            assertThat(accounts.login("ada", "passe\u0301 compose\u0301")).isInstanceOf(Login.Granted.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "Ada", "a:b", "a/b", "../ada", "-ada", "a b", "ad\u0430"})
        void aNameIsPlain(String name) {
            assertThat(accounts.put(name, AdminRole.OPERATOR, "correct horse", "admin"))
                    .isInstanceOf(AccountChange.Refused.class);
            assertThat(accounts.list()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "1234567", "with\u0000nul.....", "with\nline ends", "half \ud800 a pair"})
        void aPasswordIsNeitherShortNorStrange(String password) {
            assertThat(accounts.put("ada", AdminRole.OPERATOR, password, "admin"))
                    .isInstanceOf(AccountChange.Refused.class);
        }

        @Test
        void aPasswordIsNotCutAnywhere() {
            String longest = "a".repeat(1023);
            assertThat(accounts.put("ada", AdminRole.OPERATOR, longest + "b", "admin"))
                    .isEqualTo(new AccountChange.Created());
            assertThat(accounts.login("ada", longest + "c")).isEqualTo(REFUSED);
            assertThat(accounts.login("ada", longest + "b")).isInstanceOf(Login.Granted.class);
            assertThat(accounts.put("ada", AdminRole.OPERATOR, longest + "bb", "admin"))
                    .isInstanceOf(AccountChange.Refused.class);
        }
    }
}
