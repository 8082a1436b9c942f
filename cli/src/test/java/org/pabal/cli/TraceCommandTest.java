package org.pabal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pabal.cli.CommandRun.Result;

class TraceCommandTest extends CommandBed {
    private static final String SESSION = """
            "at":"2026-03-01T12:00:00.250Z","session":7,"listener":"smtp","address":"192.0.2.1","port":40000""";
    private static final String EVENTS = """
            : watching

            data: {"kind":"opened",%1$s,"text":""}

            data: {"kind":"omitted",%1$s,"text":"52"}

            data: {"kind":"client",%1$s,"text":"EHLO \\u001b[31mclient.test"}

            : still watching

            data: {"kind":"server",%1$s,"text":"451 4.7.1 come back"}

            data: {"kind":"content",%1$s,"text":"1234"}

            data: {"kind":"tls",%1$s,"text":"TLSv1.3 TLS_AES_128_GCM_SHA256"}

            data: {"kind":"lost","lines":22}

            data: {"kind":"closed",%1$s,"text":"quit"}

            """.formatted(SESSION);

    @BeforeEach
    void answers() {
        server.answersEvents("GET /trace", EVENTS);
    }

    @Test
    void sessionsArePrintedAsRecordioDoes() {
        Result result = shell().of("trace");

        assertThat(result.out()).isEqualTo("""
                21:00:00.250 7 = smtp 192.0.2.1:40000
                21:00:00.250 7 * 52 earlier lines are not shown
                21:00:00.250 7 < EHLO ?[31mclient.test
                21:00:00.250 7 > 451 4.7.1 come back
                21:00:00.250 7 * 1234 octets of content
                21:00:00.250 7 * TLSv1.3 TLS_AES_128_GCM_SHA256
                * 22 lines came faster than they were read, and are lost
                21:00:00.250 7 = closed (quit)
                """);
        assertThat(server.asked.getFirst().accept()).isEqualTo("text/event-stream");
    }

    @Test
    void theServersEndIsAReasonToTryAgain() {
        Result result = shell().of("trace");

        assertThat(result.exitCode()).isEqualTo(75);
        assertThat(result.err()).endsWith("broke off\n");
    }

    @Test
    void theFilterIsTheServers() {
        server.answersEvents("GET /trace?address=192.0.2.0%2F24&sender=%3C%3E&recipient=%40local.test", "");

        shell().of("trace", "--address", "192.0.2.0/24", "--sender", "<>", "--recipient", "@local.test");

        assertThat(server.asked)
                .extracting(StubServer.Asked::request)
                .isEqualTo(List.of(
                        "GET /pabal/api/v1/trace?address=192.0.2.0%2F24&sender=%3C%3E&recipient=%40local.test"));
    }

    @Test
    void aFilterThatIsWrongIsRefusedWithTheServersSentence() {
        server.answers("GET /trace?address=x", 400, "{\"detail\":\"The parameter 'address' is wrong.\"}");

        assertThat(shell().of("trace", "--address", "x"))
                .isEqualTo(new Result(1, "", "pabal: The parameter 'address' is wrong.\n"));
    }

    @Test
    void jsonIsOneObjectALine() {
        assertThat(shell().of("trace", "--json").out().lines()).hasSize(8).contains("{\"kind\":\"lost\",\"lines\":22}");
    }

    @Test
    void coloursAreForTerminals() {
        assertThat(shell().of("trace").out()).doesNotContain("\u001b");
        assertThat(shell().inColour().of("trace").out())
                .contains("\u001b[36m< EHLO ?[31mclient.test\u001b[39m")
                .contains("\u001b[33m> 451 4.7.1 come back\u001b[39m");
    }

    @Test
    void koreansReadKorean() {
        assertThat(shell().in(Locale.KOREAN).of("trace").out())
                .contains("* 앞의 52줄은 표시하지 않았습니다")
                .contains("* 읽는 것보다 빨리 들어온 22줄을 잃었습니다")
                .contains("= 끝남 (quit)");
    }
}
