package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunSettingsTest {
    private static final Path DOMAINS = Path.of("target/run");

    @Test
    void aNewcomerNeedsToSetNothing() throws ServerTrouble {
        ServerSettings settings = RunSettings.of(Map.of("pabal.smtp.port", "", "pabal.home", ""), Map.of())
                .server(DOMAINS);
        assertThat(settings.ports().smtp()).isEqualTo(2525);
        assertThat(settings.ports().submission()).isEqualTo(2587);
        assertThat(settings.ports().submissions()).isEqualTo(2465);
        assertThat(settings.ports().http()).isEqualTo(8080);
        assertThat(settings.bind()).isEqualTo("0.0.0.0");
        assertThat(settings.home()).isEqualTo(Path.of("pabal-home").toAbsolutePath());
        assertThat(settings.systemProperties()).containsEntry("pabal.first-start", "newcomer");
    }

    @Test
    void aGivenPropertyWinsOverTheEnvironment() throws ServerTrouble {
        Map<String, String> environment = Map.of("PABAL_SMTP_PORT", "25", "PABAL_HTTP_PORT", "80");
        ServerSettings settings =
                RunSettings.of(Map.of("pabal.smtp.port", "2626"), environment).server(DOMAINS);
        assertThat(settings.ports().smtp()).isEqualTo(2626);
        assertThat(settings.ports().http()).isEqualTo(80);
    }

    @Test
    void settingsItDoesNotKnowArePassedOn() throws ServerTrouble {
        Map<String, String> given =
                Map.of("pabal.db.url", "jdbc:postgresql://db/pabal", "pabal.run.ear", "x", "user.home", "y");
        assertThat(RunSettings.of(given, Map.of()).server(DOMAINS).systemProperties())
                .containsEntry("pabal.db.url", "jdbc:postgresql://db/pabal")
                .doesNotContainKeys("pabal.run.ear", "user.home");
    }

    @Test
    void passwordsGoIntoTheEnvironmentAndNowhereElse() throws ServerTrouble {
        ServerSettings settings = RunSettings.of(
                        Map.of(), Map.of("GIVEN_PABAL_DB_PASSWORD", "secret", "GIVEN_PABAL_ADMIN_PASSWORD", ""))
                .server(DOMAINS);
        assertThat(settings.environment()).containsExactly(Map.entry("PABAL_DB_PASSWORD", "secret"));
        assertThat(settings.systemProperties()).doesNotContainValue("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0", "65536", "-1", "25x"})
    void aBadPortIsRefusedWithASentence(String port) {
        assertThatThrownBy(() -> RunSettings.of(Map.of("pabal.smtp.port", port), Map.of())
                        .server(DOMAINS))
                .isInstanceOf(ServerTrouble.class)
                .hasMessage("pabal.smtp.port is '" + port
                        + "', but must be a number from 1 to 65535; the default is 2525.");
    }
}
