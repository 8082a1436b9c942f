package org.pabal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pabal.cli.CommandRun.Result;

class SuppressionsCommandTest {
    @TempDir
    private Path directory = Path.of("");

    private final StubServer server = new StubServer();

    @BeforeEach
    void password() throws IOException {
        Files.createDirectory(directory.resolve("pabal-home"));
        Files.writeString(directory.resolve("pabal-home/admin.password"), "secret\n");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private CommandRun shell() {
        return new CommandRun(directory).with("PABAL_URL", server.url());
    }

    @Test
    void theListHasARowForEachAddressAndWhyItIsThere() {
        server.answers("GET /suppressions?limit=500", 200, """
                {"next":"eA","suppressions":[{"address":"gone@far.test","listed":true,"failures":3,"cause":"unknown-user",\
                "report":"no such user\\n\\u001b[31m\\n","until":"2026-04-01T12:00:00Z","changedAt":"2026-03-01T12:00:00Z",\
                "changedBy":"pabal"}]}""");
        server.answers("GET /suppressions?limit=500&cursor=eA", 200, """
                {"suppressions":[{"address":"odd@far.test","listed":false,"failures":1,"cause":"unknown-domain",\
                "report":"","until":"2026-04-01T12:00:00Z","changedAt":"2026-03-01T12:00:00Z","changedBy":"pabal"}]}""");

        Result result = shell().of("suppressions");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("ADDRESS", "FAILURES", "gone@far.test", "suppressed", "unknown-user", "no such user / ")
                .contains("odd@far.test", "counted", "2026-04-01 21:00:00")
                .doesNotContain("\u001b");
        assertThat(shell().in(Locale.KOREAN).of("suppressions").out()).contains("차단");
    }

    @Test
    void anEmptyListIsSaidToBeOne() {
        server.answers("GET /suppressions?limit=500", 200, "{\"suppressions\":[]}");

        assertThat(shell().of("suppressions")).isEqualTo(new Result(0, "No address is suppressed.\n", ""));
    }

    @Test
    void anAddressIsAddedAndRemoved() {
        server.answers("PUT /suppressions/a%2Bb%20c%40far.test", 201, "");
        server.answers("DELETE /suppressions/gone%40far.test", 204, "");

        assertThat(shell().of(
                                "suppressions",
                                "--add",
                                "a+b c@far.test",
                                "--reason",
                                "left",
                                "--until",
                                "2027-01-01T00:00:00Z"))
                .isEqualTo(new Result(0, "a+b c@far.test is not tried any more.\n", ""));
        assertThat(server.asked.getLast().body()).isEqualTo("{\"reason\":\"left\",\"until\":\"2027-01-01T00:00:00Z\"}");
        assertThat(shell().of("suppressions", "--remove", "gone@far.test"))
                .isEqualTo(new Result(0, "gone@far.test is tried again.\n", ""));
        assertThat(shell().of("suppressions", "--add", "a@b", "--remove", "c@d").exitCode())
                .isEqualTo(ExitCode.USAGE);
    }
}
