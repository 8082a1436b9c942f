package org.pabal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.cli.CommandRun.Result;

class CommandTest extends CommandBed {
    private static final String STATS = """
            {"messages":2,"local":1,"remote":2,"held":1,"unprocessed":0,"bouncing":0,"octets":4200}""";
    private static final String FIRST = """
            {"id":12,"sender":"ada@local.test","octets":4096,"arrived":"2026-03-01T08:30:05Z","bouncing":true,"recipients":[\
            {"address":"you@elsewhere.test","channel":"remote","state":"waiting","attempts":3,\
            "lastAttempt":"2026-03-01T11:50:00Z","nextAttempt":"2026-03-01T12:20:00Z",\
            "lastReport":"Connected to 192.0.2.1 but greylisted.\\nRemote host said: 450 \\u001b[31mcome back\\n","inFlight":false},\
            {"address":"b\\u00f6b@local.test","channel":"local","state":"failed","attempts":1,\
            "lastReport":"Sorry, no mailbox here by that name. (#5.1.1)","inFlight":false}]}""";
    private static final String SECOND = """
            {"id":13,"sender":"","octets":104,"arrived":"2026-02-28T12:00:00Z","bouncing":false,"recipients":[\
            {"address":"list@elsewhere.test","channel":"remote","state":"held","attempts":0,"inFlight":false},\
            {"address":"now@elsewhere.test","channel":"remote","state":"waiting","attempts":0,\
            "nextAttempt":"2026-03-01T12:00:00Z","inFlight":true}]}""";

    @BeforeEach
    void answers() {
        server.answers("GET /queue/stats", 200, STATS);
    }

    @Nested
    class Destinations {
        @Test
        void showWhatWaitsForWhom() {
            server.answers("GET /destinations", 200, """
                    {"destinations":[{"destination":"far.test","waiting":120,"running":5,"concurrency":20,"standing":"served"},\
                    {"destination":"slow.test:25","waiting":7,"running":0,"concurrency":1,"standing":"refused"},\
                    {"destination":"paced.test","waiting":3,"running":0,"concurrency":6,"standing":"new",\
                    "asleep":"2026-03-01T12:20:00Z"}]}""");

            assertThat(shell().of("destinations")).isEqualTo(new Result(0, """
                            DESTINATION   DUE  RUNNING  AT MOST  STATE
                            far.test      120        5       20  served
                            slow.test:25    7        0        1  last mail deferred
                            paced.test      3        0        6  rate used up until 2026-03-01 21:20:00 KST
                            """, ""));
        }

        @Test
        void areNoneAtFirst() {
            server.answers("GET /destinations", 200, "{\"destinations\":[]}");

            assertThat(shell().of("destinations").out())
                    .isEqualTo("Nothing has gone to another host since the server started.\n");
        }
    }

    @Nested
    class OldNames {
        @Test
        void qmailQstatPrintsItsTwoLines() {
            assertThat(shell().of("qmail-qstat")).isEqualTo(new Result(0, """
                            messages in queue: 2
                            messages in queue but not yet preprocessed: 0
                            """, ""));
        }

        @Test
        void qmailQreadPrintsLocalRecipientsFirstAndMarksWhatIsDone() {
            server.answersLines("GET /queue/messages", FIRST + "\n" + SECOND + "\n");

            assertThat(shell().of("qmail-qread")).isEqualTo(new Result(0, """
                            1 Mar 2026 08:30:05 GMT  #12  4096  <ada@local.test>  bouncing
                              done\tlocal\tb__b@local.test
                            \tremote\tyou@elsewhere.test
                            28 Feb 2026 12:00:00 GMT  #13  104  <>\s
                            \tremote\tlist@elsewhere.test
                            \tremote\tnow@elsewhere.test
                            """, ""));
            assertThat(server.asked.getFirst().accept()).isEqualTo("application/x-ndjson");
        }

        @Test
        void qmailctlQueueIsQstatAndQread() {
            server.answersLines("GET /queue/messages", SECOND + "\n");

            assertThat(shell().of("qmailctl", "queue").out())
                    .startsWith("messages in queue: 2\nmessages in queue but not yet preprocessed: 0\n28 Feb 2026");
        }

        @ParameterizedTest
        @ValueSource(strings = {"doqueue", "flush", "alrm"})
        void qmailctlFlushesEverything(String word) {
            server.answers("DELETE /tcpto", 204, "").answers("POST /queue/flush", 202, "{}");

            assertThat(shell().of("qmailctl", word))
                    .isEqualTo(new Result(0, "Flushing timeout table and sending ALRM signal to qmail-send.\n", ""));
            assertThat(requests()).containsExactly("DELETE /pabal/api/v1/tcpto", "POST /pabal/api/v1/queue/flush");
            assertThat(server.asked.getLast().body()).isEqualTo("{\"all\":true}");
        }

        @Test
        void qmailTcptoPrintsALineForEachAddress() {
            server.answers("GET /tcpto", 200, """
                    {"hosts":[{"address":"192.0.2.7","lastAt":"2026-03-01T11:00:00Z","secondsAgo":3600,"timeouts":2},
                              {"address":"2001:db8::7","lastAt":"2026-03-01T11:59:59Z","secondsAgo":1,"timeouts":1}]}""");

            assertThat(shell().of("qmail-tcpto")).isEqualTo(new Result(0, """
                    192.0.2.7 timed out 3600 seconds ago; # recent timeouts: 2
                    2001:db8::7 timed out 1 seconds ago; # recent timeouts: 1
                    """, ""));
        }

        @Test
        void qmailTcpokClearsAndSaysNothing() {
            server.answers("DELETE /tcpto", 204, "");

            assertThat(shell().of("qmail-tcpok")).isEqualTo(new Result(0, "", ""));
            assertThat(requests()).containsExactly("DELETE /pabal/api/v1/tcpto");
        }

        @ParameterizedTest
        @CsvSource({"pause,POST /pabal/api/v1/queue/pause", "cont,POST /pabal/api/v1/queue/continue"})
        void qmailctlPausesAndContinues(String word, String request) {
            server.answers("POST /queue/pause", 204, "").answers("POST /queue/continue", 204, "");

            assertThat(shell().of("qmailctl", word).exitCode()).isZero();
            assertThat(requests()).containsExactly(request);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "nonsense", "stat stat"})
        void qmailctlDoesNotGuess(String words) {
            Result result = shell().of(("qmailctl " + words).split(" ", -1));

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.out()).startsWith("Usage: qmailctl {");
            assertThat(requests()).isEmpty();
        }
    }

    @Nested
    class Status {
        private static final String STATUS = """
                {"version":"0.1.0","node":"mail1","startedAt":"2026-03-01T09:00:00Z","uptime":10800,
                 "services":[{"name":"smtpd","state":"up","port":25,"sessions":12},
                             {"name":"submission","state":"up","port":587,"sessions":1},
                             {"name":"lmtp","state":"up","port":24,"sessions":0},{"name":"qmail-send","state":"paused"}],"queue":%s}""".formatted(STATS);

        @Test
        void saysItInAFewLines() {
            server.answers("GET /status", 200, STATUS);

            assertThat(shell().of("status")).isEqualTo(new Result(0, """
                            Pabal 0.1.0 on mail1, up 3h (since 2026-03-01 18:00:00 KST)
                            smtpd       up, 12 sessions
                            submission  up, 1 session
                            lmtp        up
                            qmail-send  paused
                            queue       2 messages (4.1 KiB): 1 local and 2 remote recipients, 1 of them held
                            """, ""));
        }

        @Test
        void speaksKorean() {
            server.answers("GET /status", 200, STATUS);

            assertThat(shell().in(Locale.KOREAN).of("status").out()).isEqualTo("""
                            파발 0.1.0, 노드 mail1, 가동 시간 3h (2026-03-01 18:00:00 KST부터)
                            smtpd       가동 중, 세션 12개
                            submission  가동 중, 세션 1개
                            lmtp        가동 중
                            qmail-send  일시 중지
                            큐          메일 2통(4.1 KiB): 로컬 수신자 1명, 원격 수신자 2명, 그중 보류 1명
                            """);
        }

        @Test
        void isJsonForPrograms() {
            server.answers("GET /status", 200, "{\"version\":\"0.1.0\"}");

            assertThat(shell().of("status", "--json").out()).isEqualTo("{\"version\":\"0.1.0\"}\n");
        }
    }

    @Nested
    class Queue {
        @Test
        void isATableWithTheReasonUnderEachRecipient() {
            server.answers("GET /queue/messages?limit=100", 200, "{\"messages\":[" + FIRST + "," + SECOND + "]}");

            assertThat(shell().of("queue").out()).isEqualTo("""
                            ID     SIZE  AGE  SENDER            RECIPIENT            STATE    NEXT TRY KST
                            12  4.0 KiB   3h  <ada@local.test>  you@elsewhere.test   waiting  03-01 21:20
                                  3 attempts, the last: Connected to 192.0.2.1 but greylisted. / Remote host said: 450 ?[31mcome back
                                                                böb@local.test       failed
                                  1 attempt, the last: Sorry, no mailbox here by that name. (#5.1.1)
                            13    104 B   1d  <>                list@elsewhere.test  held
                                                                now@elsewhere.test   sending
                            2 messages (4.1 KiB): 1 local and 2 remote recipients, 1 of them held
                            """);
        }

        @ParameterizedTest
        @ValueSource(ints = {60, 66, 72})
        void fitsTheTerminal(int columns) {
            server.answers("GET /queue/messages?limit=100", 200, "{\"messages\":[" + FIRST + "," + SECOND + "]}");

            List<String> lines =
                    shell().onTerminal(columns).of("queue").out().lines().toList();

            assertThat(lines.subList(0, lines.size() - 1))
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
            assertThat(lines.get(1)).contains("…");
        }

        @Test
        void goesOnFromPageToPageUntilThereIsEnough() {
            server.answers("GET /queue/messages?limit=2", 200, "{\"messages\":[" + FIRST + "],\"next\":\"abc\"}")
                    .answers(
                            "GET /queue/messages?limit=1&cursor=abc",
                            200,
                            "{\"messages\":[" + SECOND + "],\"next\":\"def\"}");

            Result result = shell().of("queue", "--limit", "2");

            assertThat(result.out()).contains("2 messages are shown; there are more");
            assertThat(requests()).doesNotContain("GET /pabal/api/v1/queue/messages?limit=1&cursor=def");
        }

        @Test
        void passesItsFiltersOn() {
            server.answers(
                    "GET /queue/messages?sender=%3C%3E&recipient=%40elsewhere.test&channel=remote&state=held&limit=100",
                    200, "{\"messages\":[]}");

            assertThat(shell().of(
                                    "queue",
                                    "--sender",
                                    "<>",
                                    "--recipient",
                                    "@elsewhere.test",
                                    "--channel",
                                    "remote",
                                    "--state",
                                    "held")
                            .exitCode())
                    .isZero();
        }

        @Test
        void isOneJsonObjectALineForPrograms() {
            server.answersLines("GET /queue/messages?state=held", "{\"id\":1}\n{\"id\":2}\n");

            assertThat(shell().of("queue", "--json", "--state", "held").out()).isEqualTo("{\"id\":1}\n{\"id\":2}\n");
        }

        @Test
        void mayBeEmpty() {
            server.answers("GET /queue/messages?limit=100", 200, "{\"messages\":[]}");

            assertThat(shell().of("queue").out()).doesNotContain("SENDER");
        }
    }

    @Nested
    class Flush {
        private String task(String state, long done) {
            return "{\"id\":7,\"job\":\"queue-order\",\"state\":\"" + state + "\",\"done\":" + done
                    + ",\"total\":1500}";
        }

        @Test
        void waitsForTheEnd() {
            server.answers("POST /queue/retry", 202, task("running", 0))
                    .answers("GET /tasks/7/await?timeout=30s", 200, task("running", 1000))
                    .answers("GET /tasks/7/await?timeout=30s", 200, task("completed", 1500));

            assertThat(shell().of("flush", "--all")).isEqualTo(new Result(0, "1,500 recipients are tried now.\n", ""));
            assertThat(server.asked.getFirst().body()).isEqualTo("{\"all\":true}");
        }

        @Test
        void showsItsProgressOnATerminal() {
            server.answers("POST /queue/retry", 202, task("running", 500))
                    .answers("GET /tasks/7/await?timeout=500ms", 200, task("completed", 1500));

            assertThat(shell().onTerminal(80).of("flush", "--all").out())
                    .startsWith("\r500 of 1,500 recipients\r")
                    .endsWith("1,500 recipients are tried now.\n");
        }

        @Test
        void doesNotWaitWhenToldSo() {
            server.answers("POST /queue/retry", 202, task("running", 0));

            assertThat(shell().of("flush", "--domain", "elsewhere.test", "--no-wait"))
                    .isEqualTo(new Result(0, "Task 7 has started.\n", ""));
            assertThat(server.asked.getFirst().body()).isEqualTo("{\"recipientDomain\":\"elsewhere.test\"}");
        }

        @Test
        void countsOnlyInADryRun() {
            server.answers("POST /queue/retry", 200, "{\"messages\":1,\"recipients\":1,\"inFlight\":0}");

            assertThat(shell().of("flush", "--all", "--dry-run"))
                    .isEqualTo(new Result(0, "1 recipient is meant.\n", ""));
            assertThat(server.asked.getFirst().body()).isEqualTo("{\"all\":true,\"dryRun\":true}");
        }

        @Test
        void failsWhenTheTaskDoes() {
            server.answers("POST /queue/retry", 202, task("stopped", 10));

            assertThat(shell().of("flush", "--all"))
                    .isEqualTo(new Result(1, "", "pabal: task 7 ended before it was done: stopped\n"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"flush", "flush --all --domain a.test"})
        void wantsToKnowOfWhat(String line) {
            assertThat(shell().of(line.split(" ", -1)).exitCode()).isEqualTo(2);
            assertThat(requests()).isEmpty();
        }
    }

    @Nested
    class ExitCodes {
        @ParameterizedTest
        @CsvSource({"400,1", "401,1", "403,1", "404,3", "409,1", "500,1", "503,75"})
        void sayWhatTheServerMeant(int status, int exitCode) {
            server.answers("GET /status", status, "{\"title\":\"T\",\"detail\":\"A sentence.\"}");

            assertThat(shell().of("status").exitCode()).isEqualTo(exitCode);
        }

        @Test
        void comeWithTheServersOwnSentence() {
            server.answers(
                    "GET /status",
                    403,
                    "{\"title\":\"Forbidden\",\"detail\":\"Your role does not allow this.\\u0007\"}");

            assertThat(shell().of("status").err()).isEqualTo("pabal: Your role does not allow this.?\n");
        }

        @Test
        void are75WhenNobodyIsThere() {
            server.close();

            Result result = shell().of("status");

            assertThat(result.exitCode()).isEqualTo(75);
            assertThat(result.err())
                    .startsWith("pabal: the server " + server.url() + "/pabal/api/v1 cannot be reached: ");
        }

        @Test
        void are1WhenSomethingElseIsThere() {
            server.answers("GET /status", 200, "<html>");

            assertThat(shell().of("status").exitCode()).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "unknown",
                    "status --unknown",
                    "queue --limit x",
                    "queue --limit 0",
                    "status --url ftp://x"
                })
        void are2ForACommandLineWithoutSense(String line) {
            assertThat(shell().of(line.isEmpty() ? new String[0] : line.split(" ", -1))
                            .exitCode())
                    .isEqualTo(2);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"--help", "status --help", "queue --help", "flush --help", "qmailctl --help", "--version"})
        void are0ForHelp(String line) {
            assertThat(shell().of(line.split(" ", -1)).exitCode()).isZero();
        }
    }

    @Nested
    class Help {
        @Test
        void namesEveryCommandWithASentence() {
            assertThat(shell().of("--help").out())
                    .contains("Usage: pabal")
                    .contains("Shows what is in the queue and why it is still there.")
                    .contains("qmail-qread", "bouncesaying");
        }

        @Test
        void isKoreanForKoreans() {
            assertThat(shell().in(Locale.KOREAN).of("flush", "--help").out())
                    .contains("사용법: ")
                    .contains("기다리는 메일을 지금 배달하게 합니다.")
                    .contains("이 도움말을 보여 줍니다.");
        }
    }

    @Nested
    class Passwords {
        private String sent(CommandRun run, String... arguments) {
            assertThat(run.of(arguments).exitCode()).isZero();
            String authorization = server.asked.getFirst().authorization();
            assertThat(authorization).startsWith("Basic ");
            return new String(Base64.getDecoder().decode(authorization.substring(6)), StandardCharsets.UTF_8);
        }

        @Test
        void areFoundBelowTheCurrentDirectory() {
            assertThat(sent(shell(), "qmail-qstat")).isEqualTo("admin:s3cret:ä");
        }

        @Test
        void areFoundInPabalHomeFirst() throws IOException {
            Path home = Files.createDirectory(directory.resolve("other"));
            Files.writeString(home.resolve("admin.password"), "second");

            assertThat(sent(shell().with("PABAL_HOME", home.toString()), "qmail-qstat"))
                    .isEqualTo("admin:second");
        }

        @Test
        void ofOthersComeFromAFileThatIsNamed() throws IOException {
            Path file = Files.writeString(directory.resolve("pw"), "third\n");

            assertThat(sent(shell(), "qmail-qstat", "--user", "ada", "--password-file", file.toString()))
                    .isEqualTo("ada:third");
        }

        @Test
        void ofOthersAreNotGuessed() {
            assertThat(shell().of("qmail-qstat", "--user", "ada").exitCode()).isEqualTo(2);
            assertThat(requests()).isEmpty();
        }

        @Test
        void thatCannotBeReadAreNamed() {
            Result result = shell().of("qmail-qstat", "--password-file", "/nonexistent/file");

            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err()).contains("/nonexistent/file");
        }
    }
}
