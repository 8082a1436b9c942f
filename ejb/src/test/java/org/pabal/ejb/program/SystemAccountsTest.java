package org.pabal.ejb.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.local.SystemUsers.SystemUser;

class SystemAccountsTest {
    private static final ProgramRights ROOT = new ProgramRights(0);

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "a server of {0} acts for {1}: {2}")
    @CsvSource({
        "0, 0, false",
        "0, 999, false",
        "0, 1000, true",
        "0, 65534, true",
        "0, -2, false",
        "999, 999, true",
        "999, 1000, false",
        "999, 0, false",
        "1000, 1000, true",
    })
    void rightsGrowForNobody(int server, int user, boolean may) {
        assertThat(new ProgramRights(server).mayBecome(user)).isEqualTo(may);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "root",
                "daemon",
                "no-such-user",
                "0",
                "1000",
                "ROOT",
                "-h",
                "",
                "../root",
                "a b",
                "r\u00f6\u00f6t"
            })
    void thoseWhoGetNoMail(String name) throws IOException {
        assertThat(new SystemAccounts().find(name, ROOT)).isEmpty();
    }

    @Test
    void theSystemSaysWhoItsUsersAre() throws IOException {
        assertThat(NameService.user("root")).contains(new PasswdEntry(0, Path.of("/root")));
        assertThat(NameService.user("no-such-user")).isEmpty();
    }

    @Test
    void onlyTheOwnerOfAHomeHasMailThere() throws IOException {
        int owner = (Integer) Files.getAttribute(directory, "unix:uid");
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory);
        Path file = Files.writeString(directory.resolve("file"), "");

        assertThat(SystemAccounts.owned(new PasswdEntry(owner, link), true))
                .contains(new SystemUser(directory.toRealPath(), true));
        assertThat(SystemAccounts.owned(new PasswdEntry(owner + 1, directory), true))
                .isEmpty();
        assertThat(SystemAccounts.owned(new PasswdEntry(owner, directory.resolve("none")), true))
                .isEmpty();
        assertThat(SystemAccounts.owned(new PasswdEntry(owner, file.resolve("below")), true))
                .isEmpty();
        assertThat(SystemAccounts.owned(new PasswdEntry(owner, Path.of("")), true))
                .isEmpty();
        assertThat(SystemAccounts.owned(new PasswdEntry(owner, Path.of("relative")), true))
                .isEmpty();
    }

    @Test
    void aServerThatIsTheUserNeedsNoHelp() throws IOException {
        int owner = (Integer) Files.getAttribute(directory, "unix:uid");

        assertThat(SystemAccounts.owned(new PasswdEntry(owner, directory), false)
                        .map(SystemUser::foreign))
                .isEqualTo(Optional.of(false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "root", "a:b:c:d:e:f:g", "a:x:-1:0::/:/bin/sh", "a:x:1:1:gecos:/home/a"})
    void whatIsNoLineOfPasswd(String line) {
        assertThatThrownBy(() -> PasswdEntry.require(line)).isInstanceOf(IllegalArgumentException.class);
    }
}
