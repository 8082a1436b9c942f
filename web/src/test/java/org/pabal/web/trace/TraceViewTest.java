package org.pabal.web.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.pabal.core.trace.TraceEvent;
import org.pabal.core.trace.TraceEvent.Kind;
import org.pabal.core.trace.TracedSession;
import org.pabal.web.problem.ProblemException;

class TraceViewTest {
    @Test
    void aLineIsOneObjectOfOneLine() throws UnknownHostException {
        TracedSession session = new TracedSession(7, "smtp", InetAddress.getByName("2001:db8::1"), 40_000);
        TraceEvent line =
                new TraceEvent.Line(Instant.parse("2026-03-01T12:00:00.250Z"), session, Kind.CLIENT, "EHLO \"\\x0a\n한");

        assertThat(TraceView.of(line))
                .hasToString(
                        "{\"kind\":\"client\",\"at\":\"2026-03-01T12:00:00.250Z\",\"session\":7,\"listener\":\"smtp\","
                                + "\"address\":\"2001:db8:0:0:0:0:0:1\",\"port\":40000,\"text\":\"EHLO \\\"\\\\x0a\\n한\"}");
    }

    @Test
    void aLossIsANumber() {
        assertThat(TraceView.of(new TraceEvent.Lost(22))).hasToString("{\"kind\":\"lost\",\"lines\":22}");
    }

    @Test
    void whatIsWrongInAFilterIsNamed() {
        TraceParameters parameters = new TraceParameters();
        parameters.address = "192.0.2.1 10.0.0.0/33";

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(parameters::filter)
                .withMessage("The parameter 'address' lists IP addresses and networks: \"10.0.0.0/33\" has no length"
                        + " from 0 to 32 after its slash.");
    }
}
