package org.pabal.web.suppressions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.web.problem.ProblemException;

class SuppressionRequestsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void whatIsGoodIsTaken() {
        assertThat(SuppressionsResource.address("a/b@far.test")).hasToString("a/b@far.test");
        assertThat(SuppressionsResource.later("2026-03-01T12:00:01Z", NOW)).isEqualTo(NOW.plusSeconds(1));
        assertThat(SuppressionsResource.reason("they left \u2014 for good")).isEqualTo("they left \u2014 for good");
    }

    @ParameterizedTest
    @ValueSource(strings = {"joe", "joe@", "joe@far..test", "a\nb@far.test"})
    void anythingElseIsNoAddress(String text) {
        assertThatThrownBy(() -> SuppressionsResource.address(text))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().detail()).startsWith("The path is no address: "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tomorrow", "2026-03-01", "2026-03-01T12:00:00Z", "2020-01-01T00:00:00Z"})
    void anythingElseIsNoTimeToCome(String text) {
        assertThatThrownBy(() -> SuppressionsResource.later(text, NOW))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().detail()).contains("'until'"));
    }

    /** It is told to senders: one line, and not a letter. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\rb", "\u001b[2J"})
    void anythingElseIsNoReason(String text) {
        assertThatThrownBy(() -> SuppressionsResource.reason(text)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> SuppressionsResource.reason("x".repeat(201))).isInstanceOf(ProblemException.class);
    }
}
