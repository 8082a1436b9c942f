package org.pabal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

// the JSON is easier to read outside of the test
@SuppressWarnings("InlineFormatString")
class ExplainCommandTest extends CommandBed {
    private static final String ROW = """
            {"address":"bob@far.test","channel":"remote","state":"%s","attempts":3,"lastAttempt":"2026-03-01T11:50:00Z",\
            "nextAttempt":"2026-03-01T12:20:00Z","lastReport":"192.0.2.1 does not like recipient.\\nRemote host said: 450 \\u001b[31mbusy\\n","inFlight":false}""";
    private static final String MESSAGE = """
            {"message":{"id":12,"sender":"ada@local.test","octets":4096,"arrived":"2026-03-01T08:30:05Z","bouncing":false,"recipients":[%s]},\
            "recipients":[{"address":"bob@far.test","way":%s,"standing":"%s",%s"running":20,"limit":20,"retrySkip":20,%s"dialogue":[%s]}]}""";
    private static final String DNS = "{\"source\":\"dns\",\"domain\":\"far.test\"}";
    private static final String TIMES = """
            "upcoming":["2026-03-01T12:20:00Z","2026-03-01T13:20:00Z"],"lifetimeEnds":"2026-03-08T08:30:05Z",""";
    private static final String DIALOGUE = """
            {"kind":"connecting","text":"192.0.2.1:25"},{"kind":"connected","text":"192.0.2.1:25"},\
            {"kind":"heard","text":"220 far.test"},{"kind":"said","text":"EHLO local.test"},{"kind":"trouble","text":"gone"}""";

    private void explains(String state, String way, String standing, String directive, String times, String dialogue) {
        String extra = dialogue.isEmpty() ? "" : "\"dialogueEnded\":\"2026-03-01T11:50:01Z\",";
        server.answers(
                "GET /queue/messages/12/explain",
                200,
                MESSAGE.formatted(ROW.formatted(state), way, standing, directive, times + extra, dialogue));
    }

    @Test
    void saysWhyAndWhatComesNext() {
        explains("waiting", DNS, "scheduled", "", TIMES, DIALOGUE);

        assertThat(shell().of("explain", "12").out()).isEqualTo("""
                Message 12 from <ada@local.test>, 4.0 KiB, accepted 2026-03-01 17:30:05 KST (3h ago)

                bob@far.test
                  Way: the mail exchangers of far.test.
                  State: waits for its next attempt at 2026-03-01 21:20:00 KST.
                  Attempts: 3, the last at 2026-03-01 20:50:00 KST.
                  Last report:
                    192.0.2.1 does not like recipient.
                    Remote host said: 450 ?[31mbusy
                  If it is deferred each time: 03-01 21:20, 03-01 22:20
                  Schedule: after an attempt at age a seconds, the next comes at age (√a + 20)².
                  An attempt after 2026-03-08 17:30:05 KST is the last, and then it bounces.
                  Last dialogue, ended 2026-03-01 20:50:01 KST:
                    = connecting to 192.0.2.1:25
                    = connected to 192.0.2.1:25
                    < 220 far.test
                    > EHLO local.test
                    ! gone
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "done|State: failed; a report to the sender follows.",
                "in_flight|State: it is being delivered",
                "held|State: held by an operator",
                "paused|State: due, but deliveries are paused.",
                "busy|State: due, but 20 deliveries run, of 20 that may.",
                "due|State: due; it is tried in a moment."
            })
    void saysWhatKeepsIt(String standing, String sentence) {
        explains("failed", DNS, standing, "", "\"upcoming\":[],", "");

        assertThat(shell().of("explain", "12").out())
                .contains("\n  " + sentence)
                .doesNotContain("Schedule")
                .doesNotContain("dialogue");
    }

    @Test
    void namesTheDirectiveAndItsReason() {
        String directive = """
                "directive":{"id":3,"verb":"hold","order":"hold recipient=@far.test","reason":"their disk is full",\
                "createdBy":"ada","createdAt":"2026-03-01T08:00:00Z","expiresAt":"2026-03-01T13:00:00Z","state":"standing","recipients":1},""";
        explains("held", DNS, "directed", directive, "\"upcoming\":[],", "");

        assertThat(shell().of("explain", "12").out())
                .contains(
                        "State: directive 3 (hold recipient=@far.test) keeps it, until 2026-03-01 22:00:00 KST: their disk is full\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'source':'local'}|Way: a mailbox of this server.",
                "{'source':'operator','host':'hub.test:25'}|Way: hub.test:25, because an operator said so.",
                "{'source':'directive','host':'hub.test:25','directive':7}|Way: hub.test:25, by directive 7.",
                "{'source':'smtproutes','host':'hub.test:25'}|Way: hub.test:25, by the setting smtproutes."
            })
    void saysWhichWayItGoes(String way, String sentence) {
        explains("waiting", way.replace('\'', '"'), "due", "", TIMES, "");

        assertThat(shell().of("explain", "12").out()).contains("\n  " + sentence + "\n");
    }

    @Test
    void saysWhatLimitsItsDestination() {
        String destination = """
                "destination":{"destination":"far.test","waiting":1200,"running":2,"concurrency":2,"standing":"served",\
                "asleep":"2026-03-01T11:59:59Z"},""";
        explains("waiting", DNS, "due", "", destination + TIMES, "");

        assertThat(shell().of("explain", "12").out())
                .contains(
                        "\n  Destination far.test: 1,200 recipients wait, 2 deliveries run, of 2 that may at the same time."
                                + " Its rate is used up until 2026-03-01 20:59:59 KST.\n");
    }

    @Test
    void speaksKorean() {
        explains("waiting", DNS, "scheduled", "", TIMES, DIALOGUE);

        assertThat(shell().in(Locale.KOREAN).of("explain", "12").out())
                .contains("경로: far.test의 메일 교환기.", "상태: 다음 시도를 기다립니다(2026-03-01 21:20:00 KST).", "192.0.2.1:25에 연결됨");
    }

    @Test
    void aMessageThatIsGoneIsASentence() {
        server.answers("GET /queue/messages/12/explain", 404, "{\"detail\":\"Message 12 is not in the queue.\"}");

        assertThat(shell().of("explain", "12").exitCode()).isEqualTo(3);
    }

    private static String events(String... data) {
        StringBuilder events = new StringBuilder();
        for (String each : data) {
            events.append("data: ").append(each.replace('\'', '"')).append("\n\n");
        }
        return events.toString();
    }

    @Test
    void aDiagnosisIsShownStepByStep() {
        server.answersEvents(
                "GET /diagnostics/delivery?to=bob%40far.test&from=ada%40local.test",
                events(
                        "{'kind':'way','source':'dns','domain':'far.test'}",
                        "{'kind':'dns','text':'MX far.test: 10 mx.far.test'}",
                        "{'kind':'hosts','text':'mx.far.test [192.0.2.1]:25'}",
                        "{'kind':'connecting','text':'192.0.2.1:25'}",
                        "{'kind':'connected','text':'192.0.2.1:25'}",
                        "{'kind':'heard','text':'220 far.test'}",
                        "{'kind':'said','text':'EHLO local.test'}",
                        "{'kind':'result','verdict':'failed','text':'192.0.2.1 does not like recipient.\\nRemote host said: 550 no\\n'}"));

        assertThat(shell().of("diagnose", "bob@far.test", "--from", "ada@local.test"))
                .isEqualTo(new CommandRun.Result(1, """
                        Way: the mail exchangers of far.test.
                        DNS: MX far.test: 10 mx.far.test
                        Hosts: mx.far.test [192.0.2.1]:25
                          = connecting to 192.0.2.1:25
                          = connected to 192.0.2.1:25
                          < 220 far.test
                          > EHLO local.test
                        Mail would bounce: 192.0.2.1 does not like recipient. / Remote host said: 550 no
                        """, ""));
    }

    @ParameterizedTest
    @CsvSource({"taken,0", "local,0", "deferred,75", "failed,1"})
    void aDiagnosisEndsWithItsVerdict(String verdict, int exitCode) {
        server.answersEvents(
                "GET /diagnostics/delivery?to=bob%40far.test",
                events("{'kind':'result','text':'so','verdict':'" + verdict + "'}"));

        assertThat(shell().of("diagnose", "bob@far.test").exitCode()).isEqualTo(exitCode);
    }

    @Test
    void aDiagnosisThatBreaksOffIsNoSuccess() {
        server.answersEvents(
                "GET /diagnostics/delivery?to=bob%40far.test", events("{'kind':'hosts','text':'mx.far.test'}"));

        assertThat(shell().of("diagnose", "bob@far.test").exitCode()).isEqualTo(75);
    }
}
