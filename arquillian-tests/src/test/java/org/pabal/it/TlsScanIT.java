package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What testssl.sh finds wrong with our TLS: nothing above LOW. It asks nobody but this server. */
@OnSharedPabal
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsScanIT {
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final Pattern FINDING = Pattern.compile(
            "\"id\"\\s*:\\s*\"([^\"]*)\".*?\"severity\"\\s*:\\s*\"([A-Z]*)\".*?\"finding\"\\s*:\\s*\"([^\"]*)\"",
            Pattern.DOTALL);
    private static final Set<String> GRAVE = Set.of("MEDIUM", "HIGH", "CRITICAL", "FATAL");

    private final Pabal pabal;
    private Certified certified;

    TlsScanIT(Pabal pabal) {
        this.pabal = pabal;
    }

    @BeforeAll
    void certify() throws IOException {
        certified = Certified.host(pabal);
    }

    @AfterAll
    void forget() throws IOException {
        certified.close();
    }

    @Test
    void findsNothingGraveOnSubmissions() throws IOException {
        assertNothingGrave(pabal.server().settings().ports().submissions(), List.of());
    }

    /** The same handshake behind other words, minutes each: for {@code -Dpabal.test.testssl=all}. */
    @ParameterizedTest
    @ValueSource(strings = {"smtp", "submission"})
    @EnabledIfSystemProperty(named = "pabal.test.testssl", matches = "all")
    void findsNothingGraveBehindStartTls(String listener) throws IOException {
        Ports ports = pabal.server().settings().ports();
        assertNothingGrave(listener.equals("smtp") ? ports.smtp() : ports.submission(), List.of("-t", "smtp"));
    }

    private void assertNothingGrave(int port, List<String> options) throws IOException {
        Path directory = Files.createTempDirectory("pabal-testssl");
        Path findings = directory.resolve("findings.json");
        List<String> command = new ArrayList<>(List.of(Programs.require("testssl"), "--quiet", "--color", "0"));
        // an address in place of a name server, and no list of revoked certificates is fetched
        command.addAll(List.of("--warnings", "off", "--ip", "127.0.0.1", "-n", "none", "--openssl-timeout", "10"));
        command.addAll(List.of("--add-ca", certified.authority(), "--jsonfile", findings.toString()));
        command.addAll(options);
        command.add(Certified.HOST + ":" + port);
        Programs.Result result = Programs.run(command, PATIENCE);
        List<String> ids = new ArrayList<>();
        List<String> grave = new ArrayList<>();
        Matcher finding = FINDING.matcher(Files.readString(findings));
        while (finding.find()) {
            ids.add(finding.group(1));
            if (GRAVE.contains(finding.group(2))) {
                grave.add(finding.group(2) + " " + finding.group(1) + ": " + finding.group(3));
            }
        }
        Directories.delete(directory);
        // it got as far as its last checks
        assertThat(ids)
                .as(result.output())
                .contains("TLS1_2", "TLS1_3", "cert_trust", "secure_renego", "LUCKY13", "RC4");
        assertThat(grave).as(result.output()).isEmpty();
    }
}
