package org.pabal.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pabal.core.access.CdbWriter;

/** Files as qmail-newu writes them: first the wildcard characters, then the lines. */
class AssignmentCdbTest {
    private static final Optional<Path> HOME = Optional.of(Path.of("/home"));

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] cdb(String... keysAndData) {
        CdbWriter cdb = new CdbWriter();
        for (int i = 0; i < keysAndData.length; i += 2) {
            cdb.add(octets(keysAndData[i]), octets(keysAndData[i + 1]));
        }
        return cdb.toBytes();
    }

    private static byte[] users() {
        return cdb(
                "!ada\0", "ada\0" + "1000\0" + "1000\0/home/ada\0\0\0",
                "!ada-", "ada\0" + "1000\0" + "1000\0/home/ada\0-\0\0",
                "!list\0", "bob\0" + "1001\0" + "1001\0/home/staff/bob\0-\0list\0",
                "!", "alias\0" + "7790\0" + "2108\0alias\0-\0\0",
                "", "-");
    }

    @Test
    void linesComeBack() {
        assertThat(AssignmentCdb.text(users(), HOME)).isEqualTo("""
                =ada:ada:1000:1000:users/ada:::
                +ada-:ada:1000:1000:users/ada:-::
                =list:bob:1001:1001:users/staff/bob:-:list:
                +:alias:7790:2108:alias:-::
                .
                """);
    }

    @ParameterizedTest
    @CsvSource({
        "ada, ada, users/ada, '', ''",
        "Ada-List, ada, users/ada, -, List",
        "list, bob, users/staff/bob, -, list",
        "nobody, alias, alias, -, nobody"
    })
    void andMeanTheSame(String local, String user, Path home, String dash, String extension) {
        UserAssignments read = UserAssignments.require(AssignmentCdb.text(users(), HOME));

        assertThat(read.find(local)).contains(new UserAssignments.Assignment(user, home, dash, extension));
    }

    @Test
    void homesThatHaveNotMovedAreForTheAssignmentsToRefuse() {
        String text = AssignmentCdb.text(users(), Optional.empty());

        assertThat(text).startsWith("=ada:ada:1000:1000:/home/ada:::\n");
        assertThatThrownBy(() -> UserAssignments.require(text)).hasMessageContaining("line 1 of the assignments");
    }

    @Test
    void otherFilesAreNotTakenForIt() {
        assertThatThrownBy(() -> AssignmentCdb.text(octets("=ada:"), HOME)).hasMessageContaining("a cdb has at least");
        assertThatThrownBy(() -> AssignmentCdb.text(cdb(), HOME)).hasMessageContaining("not users/cdb");
        assertThatThrownBy(() -> AssignmentCdb.text(cdb("", "-", "10.", "+"), HOME))
                .hasMessageContaining("no assignment");
        assertThatThrownBy(() -> AssignmentCdb.text(cdb("", "-", "!x\0", "a\0b\0"), HOME))
                .hasMessageContaining("no assignment");
        assertThatThrownBy(() -> AssignmentCdb.text(cdb("", "", "!x\0", "a:b\0" + "1\0" + "1\0h\0\0\0"), HOME))
                .hasMessageContaining("a colon");
        byte[] damaged = users();
        damaged[2048] = (byte) 0xff;
        assertThatThrownBy(() -> AssignmentCdb.text(damaged, HOME)).isInstanceOf(IllegalArgumentException.class);
    }
}
