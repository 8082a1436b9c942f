package org.pabal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.pabal.cli.CommandRun.Result;

class SuppressionsCommandTest extends CommandBed {
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
