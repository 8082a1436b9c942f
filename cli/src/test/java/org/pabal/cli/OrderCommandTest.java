package org.pabal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.cli.CommandRun.Result;

class OrderCommandTest extends CommandBed {
    private Result run(String line) {
        return shell().of(line.split(" ", -1));
    }

    private static String task(long done, long inFlight) {
        return "{\"id\":7,\"job\":\"queue-order\",\"state\":\"completed\",\"done\":" + done + ",\"inFlight\":"
                + inFlight + ",\"total\":1500}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hold --recipient-domain example.org --older-than 2h|{'recipient':'@example.org','olderThan':'2h'}|1,500 recipients are held.",
                "release --all|{'all':true}|1,500 recipients wait again.",
                "retry --sender <> --channel remote|{'sender':'<>','channel':'remote'}|1,500 recipients are tried now.",
                "expire --state waiting|{'state':'waiting','bounce':true}|1,500 recipients have expired.",
                "expire --younger-than 1h --no-bounce|{'youngerThan':'1h','bounce':false}|1,500 recipients have expired.",
                "reroute --relay mx.test:2525 --larger-than 1MiB|{'largerThan':'1MiB','relay':'mx.test:2525'}|1,500 recipients have a new route.",
                "delete --smaller-than 100 --bounce|{'smallerThan':'100','bounce':true}|1,500 recipients were removed."
            })
    void aSelectionBecomesATask(String line, String wish, String sentence) {
        String verb = line.substring(0, line.indexOf(' '));
        server.answers("POST /queue/" + verb, 202, task(1500, 0));

        assertThat(run("queue " + line)).isEqualTo(new Result(0, sentence + "\n", ""));
        assertThat(server.asked.getFirst().body()).isEqualTo(wish.replace('\'', '"'));
    }

    @Test
    void whoIsBeingDeliveredToIsTold() {
        server.answers("POST /queue/hold", 202, task(2, 1)).answers("POST /queue/delete", 202, task(2, 3));

        assertThat(run("queue hold --all").out())
                .isEqualTo(
                        "2 recipients are held.\n1 was being delivered to; it counts for that one if that is deferred.\n");
        assertThat(run("queue delete --all").out())
                .isEqualTo("2 recipients were removed.\n3 were being delivered to, and were left alone.\n");
    }

    @Test
    void aDryRunOnlyCounts() {
        server.answers("POST /queue/delete", 200, "{\"messages\":1000,\"recipients\":1500,\"inFlight\":2}");

        assertThat(run("queue delete --all --dry-run").out())
                .isEqualTo(
                        "1,500 recipients are meant (messages: 1,000).\n2 of them are being delivered to just now.\n");
        assertThat(server.asked.getFirst().body()).isEqualTo("{\"all\":true,\"bounce\":false,\"dryRun\":true}");
    }

    @Test
    void itSpeaksKorean() {
        server.answers("POST /queue/hold", 202, task(2, 1));

        assertThat(shell().in(Locale.KOREAN).of("queue", "hold", "--all").out())
                .isEqualTo("수신자 2명을 보류했습니다.\n1명에게는 배달하는 중입니다. 배달이 미뤄지면 적용됩니다.\n");
    }

    @Test
    void singleMessagesAreNamedByTheirNumbers() {
        server.answers("POST /queue/messages/12/reroute?relay=mx.test", 200, "{}")
                .answers("POST /queue/messages/13/expire?bounce=false", 204, "")
                .answers("DELETE /queue/messages/13?bounce=false", 204, "")
                .answers("POST /queue/messages/12/hold", 200, "{}")
                .answers("POST /queue/messages/13/hold", 200, "{}");

        assertThat(run("queue hold 12 13").out()).isEqualTo("Message 12 is held.\nMessage 13 is held.\n");
        assertThat(run("queue reroute --relay mx.test 12").out()).isEqualTo("Message 12 has a new route.\n");
        assertThat(run("queue expire --no-bounce 13").out()).isEqualTo("Message 13 has expired.\n");
        assertThat(run("queue delete 13").out()).isEqualTo("Message 13 was removed.\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "queue hold 12 --all",
                "queue delete 12 --sender <>",
                "queue retry 12 --dry-run",
                "queue hold twelve",
                "queue reroute --all",
                "queue frobnicate"
            })
    void whatMakesNoSenseIsNotSent(String line) {
        assertThat(run(line).exitCode()).isEqualTo(2);
        assertThat(server.asked).isEmpty();
    }

    @Test
    void aDirectiveSaysWhyAndHowLong() {
        server.answers("POST /directives", 201, "{\"id\":3}").answers("DELETE /directives/3", 204, "");

        assertThat(run("directives hold --recipient-domain example.org --reason down --expires 2h"))
                .isEqualTo(new Result(0, "Directive 3 stands.\n", ""));
        assertThat(run("directives reroute --all --relay hub.test --reason moving --expires 7d")
                        .exitCode())
                .isZero();
        assertThat(run("directives withdraw 3").out()).isEqualTo("Directive 3 does not stand any more.\n");
        assertThat(server.asked)
                .extracting(StubServer.Asked::body)
                .containsExactly(
                        "{\"verb\":\"hold\",\"reason\":\"down\",\"expires\":\"2h\",\"recipient\":\"@example.org\"}",
                        "{\"verb\":\"reroute\",\"reason\":\"moving\",\"expires\":\"7d\",\"all\":true,\"relay\":\"hub.test\"}",
                        "");
    }

    @Test
    void directivesAreATableWithTheirReasons() {
        server.answers("GET /directives", 200, """
                [{"id":3,"verb":"hold","order":"hold recipient=@example.org","reason":"their disk is full","createdBy":"ada",
                "createdAt":"2026-03-01T08:00:00Z","expiresAt":"2026-03-01T12:00:00Z","state":"standing","recipients":120}]""");

        assertThat(shell().onTerminal(80).of("directives").out()).isEqualTo("""
                ID  ORDER                        MAILS  STATE     UNTIL KST    BY
                 3  hold recipient=@example.org    120  standing  03-01 21:00  ada
                      their disk is full
                """);
    }

    @Test
    void thereMayBeNoDirective() {
        server.answers("GET /directives", 200, "[]");

        assertThat(run("directives").out()).isEqualTo("No directive stands.\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "directives hold --all",
                "directives hold --all --reason x",
                "directives retry --all --reason x --expires 2h",
                "directives withdraw"
            })
    void anIncompleteDirectiveIsNotSent(String line) {
        assertThat(run(line).exitCode()).isEqualTo(2);
        assertThat(server.asked).isEmpty();
    }

    @Test
    void everyVerbExplainsItself() {
        for (String verb : List.of("hold", "release", "retry", "expire", "reroute", "delete")) {
            String help = shell().onTerminal(80).of("queue", verb, "--help").out();

            assertThat(help).startsWith("Usage: pabal queue " + verb).contains("--recipient-domain");
            assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        }
    }
}
