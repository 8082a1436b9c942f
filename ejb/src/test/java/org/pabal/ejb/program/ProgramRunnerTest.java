package org.pabal.ejb.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pabal.core.local.Programs.ProgramCall;
import org.pabal.core.local.Programs.ProgramEnd;
import org.pabal.core.message.Content;

/** Real programs, with the rights of a user of its own if the test runs as root. */
class ProgramRunnerTest {
    private static final String MESSAGE = "Subject: hello\n\nHello.\n";
    private static final Duration PLENTY = Duration.ofMinutes(1);
    private static final int SOMEBODY = 54_321;

    @TempDir
    private Path directory;

    private Path home = Path.of("");
    private Path scratch = Path.of("");

    @BeforeEach
    void makeHome() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        home = Files.createDirectory(directory.resolve("home"));
        scratch = Files.createDirectory(directory.resolve("scratch"));
        if (ProgramRights.ofThisProcess().server() == 0) {
            own(SOMEBODY);
        }
    }

    private void own(int user) throws IOException {
        Files.setAttribute(home, "unix:uid", user);
        Files.setAttribute(home, "unix:gid", user);
    }

    private ProgramEnd run(String command, Map<String, String> environment, Duration limit) throws IOException {
        return new ProgramRunner(
                        ProgramRights.ofThisProcess(),
                        new ScratchFiles(scratch, "node"),
                        new ProgramRunner.Bounds(limit, 8 * 1024))
                .run(new ProgramCall(
                        command, home, environment, new Content.InMemory(MESSAGE.getBytes(StandardCharsets.UTF_8))));
    }

    private String output(String command, Map<String, String> environment) throws IOException {
        ProgramEnd.Exited exited = (ProgramEnd.Exited) run(command, environment, PLENTY);
        return exited.status() + " " + exited.output();
    }

    private String output(String command) throws IOException {
        return output(command, Map.of());
    }

    @Test
    void readsTheMessageAsOftenAsItWants() throws IOException {
        assertThat(output("cat; cat /dev/stdin; cat <&0 >&2; exit 3")).startsWith("3 " + MESSAGE);
        assertThat(
                        output(
                                "python3 -c 'import sys,os; a=sys.stdin.read(); os.lseek(0,0,0); print(a==os.read(0,999).decode())'"))
                .isEqualTo("0 True\n");
        try (Stream<Path> left = Files.list(scratch)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void environmentIsWhatItWasGivenAndASearchPath() throws IOException {
        assertThat(output("echo; exec env", Map.of("SENDER", "() { :;}; id", "EXT", "$(id)`id`;id"))
                        .lines()
                        .skip(1))
                .containsOnly(
                        "SENDER=() { :;}; id",
                        "EXT=$(id)`id`;id",
                        "PATH=/usr/local/bin:/usr/bin:/bin",
                        "PWD=" + home.toRealPath());
    }

    @Test
    void runsInItsHomeWithAPrivateUmaskInAGroupOfItsOwn() throws IOException {
        assertThat(output("pwd; umask; test $$ = $(ps -o pgid= -p $$) && echo leader"))
                .isEqualTo("0 " + home.toRealPath() + "\n0077\nleader\n");
    }

    @Test
    void isItsHomesOwner() throws IOException {
        int owner = (Integer) Files.getAttribute(home, "unix:uid");

        assertThat(output("id -u; id -G")).startsWith("0 " + owner + "\n");
    }

    @Test
    void everyStatusComesBack() throws IOException {
        for (int status : new int[] {0, 1, 64, 99, 100, 111, 255}) {
            assertThat(output("exit " + status)).isEqualTo(status + " ");
        }
        assertThat(output("kill -TERM $$")).isEqualTo("143 ");
    }

    @Test
    void whatIsTooLoudOrDoesNotListenIsNoTrouble() throws IOException {
        assertThat(output("head -c 100000000 /dev/zero | tr '\\0' x")).hasSizeBetween(3000, 10_000);
        assertThat(output("exec <&-; exit 4")).isEqualTo("4 ");
    }

    @Test
    void whatTakesTooLongIsKilledWithItsGroup() throws IOException {
        String command = "trap '' TERM; (trap '' TERM; echo $$; sleep 1000) & sleep 1000; touch survived";

        ProgramEnd end = run(command, Map.of(), Duration.ofMillis(700));

        assertThat(end).isInstanceOf(ProgramEnd.OutOfTime.class);
        String group = ((ProgramEnd.OutOfTime) end).output().strip();
        assertThat(group).matches("\\d+");
        // what is killed dies when it gets a processor, and may then have to wait until that is noticed
        Process gone = new ProcessBuilder(
                        "timeout",
                        "20",
                        "sh",
                        "-c",
                        "while pgrep --runstates R,S,D,T -g \"$0\" > /dev/null; do sleep 0.1; done",
                        group)
                .start();
        assertThat(gone.onExit().join().exitValue()).isZero();
        assertThat(home.resolve("survived")).doesNotExist();
    }

    @Test
    void whatStaysInTheBackgroundIsNotWaitedFor() throws IOException {
        assertThat(output("sleep 5 & echo done")).isEqualTo("0 done\n");
    }

    @Test
    void rootAndSystemUsersRunNothing() throws IOException {
        assertThat(new ProgramRights(1001).in(home))
                .isEqualTo(new ProgramRights.Grant.Denied(ProgramRights.NOT_ITS_OWN));
        int owner = (Integer) Files.getAttribute(home, "unix:uid");
        assertThat(new ProgramRights(owner).in(home)).isInstanceOf(ProgramRights.Grant.Given.class);
        if (ProgramRights.ofThisProcess().server() == 0) {
            for (int user : new int[] {0, 1, 999}) {
                own(user);
                assertThat(run("touch ran", Map.of(), PLENTY))
                        .isEqualTo(new ProgramEnd.Forbidden(ProgramRights.SYSTEM_USER));
            }
        }
        assertThat(home.resolve("ran")).doesNotExist();
    }
}
