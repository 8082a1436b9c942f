package org.pabal.web.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Set;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ContainerRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.ejb.control.Precondition;
import org.pabal.web.problem.ProblemException;

class PreconditionsTest {
    private static HttpHeaders fields(String... namesAndValues) {
        ContainerRequest request = new ContainerRequest(
                java.net.URI.create("http://pabal.test/"),
                java.net.URI.create("http://pabal.test/x"),
                "PUT",
                null,
                new MapPropertiesDelegate(),
                null);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            request.header(namesAndValues[i], namesAndValues[i + 1]);
        }
        return request;
    }

    private static Precondition ifMatch(String value) {
        return Preconditions.of(fields("If-Match", value));
    }

    @Test
    void withoutFieldsTheLastWriterWins() {
        assertThat(Preconditions.of(fields())).isEqualTo(new Precondition.Always());
    }

    @Test
    void anEntityTagIsAVersion() {
        assertThat(ifMatch("\"7\"")).isEqualTo(new Precondition.IfVersion(Set.of(7L)));
        assertThat(ifMatch(" \"0\" ")).isEqualTo(new Precondition.IfVersion(Set.of(0L)));
        assertThat(ifMatch("\"7\", \"8\"")).isEqualTo(new Precondition.IfVersion(Set.of(7L, 8L)));
        assertThat(Preconditions.of(fields("If-Match", "\"7\"", "If-Match", "\"8\"")))
                .isEqualTo(new Precondition.IfVersion(Set.of(7L, 8L)));
    }

    @Test
    void aStarAsksWhetherThereIsAny() {
        assertThat(ifMatch("*")).isEqualTo(new Precondition.IfPresent());
        assertThat(Preconditions.of(fields("If-None-Match", "*"))).isEqualTo(new Precondition.IfAbsent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"7\"", "\"seven\"", "\"07\"", "\"-7\"", "\"99999999999999999999\"", "\"\""})
    void aWeakTagOrOneThatWeNeverGaveMatchesNothing(String value) {
        assertThat(ifMatch(value)).isEqualTo(new Precondition.IfVersion(Set.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"7", "7\"", "\"7\" \"8\"", "\"7\",*", "\"7\";"})
    void whatIsNoTagIsRefused(String value) {
        assertThatThrownBy(() -> ifMatch(value))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(400));
    }

    @Test
    void whatAChangeCannotWaitForIsRefused() {
        assertThatThrownBy(() -> Preconditions.of(fields("If-None-Match", "\"7\"")))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Preconditions.of(fields("If-Match", "\"7\"", "If-None-Match", "*")))
                .isInstanceOf(ProblemException.class);
    }
}
