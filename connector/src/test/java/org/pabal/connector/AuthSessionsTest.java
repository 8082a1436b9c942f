package org.pabal.connector;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.resource.ResourceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.smtp.Authentication;

class AuthSessionsTest extends ListenerTestCase {
    private static final String NAME = base64("ada");
    private static final String PASSWORD = base64(TestApplication.PASSWORD);
    private static final String PLAIN = base64("\0ada\0" + TestApplication.PASSWORD);

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @BeforeEach
    void allowInClear() {
        application.authentication = new Authentication.Offered(true);
    }

    private Client greeted() throws ResourceException, IOException {
        Client client = new Client(activate()).hears("220").says("EHLO client.test\r\n");
        assertThat(client.wholeReply()).last().asString().isEqualTo("250 AUTH SCRAM-SHA-256 PLAIN LOGIN");
        return client;
    }

    @Test
    void logsInByPlainAtOnceOrWhenAsked() throws ResourceException, IOException {
        try (Client client = greeted()) {
            client.says("AUTH PLAIN " + PLAIN, "235 2.7.0").says("AUTH PLAIN", "503");
        }
        try (Client client =
                new Client(adapter.listener(application, spec).orElseThrow().localPort())) {
            client.hears("220").says("EHLO client.test\r\n").wholeReply();
            client.says("AUTH PLAIN", "334 ").says(PLAIN, "235").says("QUIT", "221");
        }
        assertThat(application.logins).containsExactly("PLAIN ada", "PLAIN ada");
    }

    @Test
    void logsInByLoginWithItsAnswersPipelined() throws ResourceException, IOException {
        // T-PIP 49
        try (Client client = greeted()) {
            client.says("AUTH LOGIN\r\n" + NAME + "\r\n" + PASSWORD + "\r\nNOOP\r\n");
            client.hears("334 " + base64("Username:"))
                    .hears("334 " + base64("Password:"))
                    .hears("235")
                    .hears("250 2.0.0 ok");
        }
    }

    @Test
    void saysTheSameToAWrongNameAndAWrongPassword() throws ResourceException, IOException {
        // T-AUT 197
        try (Client client = greeted()) {
            client.says("AUTH PLAIN " + base64("\0ada\0wrong"), "535 5.7.8 authentication failed")
                    .says("AUTH PLAIN " + base64("\0nobody\0wrong"), "535 5.7.8 authentication failed")
                    .says("AUTH PLAIN " + base64("\0ada\0busy"), "454 4.7.0")
                    .says("AUTH PLAIN " + PLAIN, "235");
        }
        assertThat(application.logins).containsExactly("PLAIN ada failed", "PLAIN nobody failed", "PLAIN ada");
    }

    @Test
    void mayBeCancelledAtEachStep() throws ResourceException, IOException {
        // T-AUT 188, M99
        try (Client client = greeted()) {
            client.says("AUTH LOGIN", "334").says("*", "501 5.7.0");
            client.says("AUTH LOGIN " + NAME, "334").says("*", "501 5.7.0");
            client.says("AUTH SCRAM-SHA-256 " + base64("n,,n=ada,r=abc"), "334").says("*", "501 5.7.0");
            client.says("AUTH PLAIN " + PLAIN, "235");
        }
        assertThat(application.logins).containsExactly("PLAIN ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"YQ", "Y Q==", "====", "\u00e9", "="})
    void refusesWhatIsNotBase64(String response) throws ResourceException, IOException {
        // T-AUT 189, M100
        try (Client client = greeted()) {
            client.says("AUTH PLAIN", "334").says(response, "501 5.5.2").says("NOOP", "250");
        }
    }

    @Test
    void takesLongLinesOfAuthAndOfNothingElse() throws ResourceException, IOException {
        // T-AUT 189, T-LIM 50
        try (Client client = greeted()) {
            // in base64 with the command and CRLF: 12,288 octets and one quantum more
            String most = base64("x".repeat(9_204));
            assertThat("AUTH PLAIN ".length() + most.length() + 2).isLessThanOrEqualTo(12_288);
            client.says("AUTH PLAIN " + most, "501 5.5.2")
                    .says("AUTH PLAIN " + most + "AAAAAAAA", "500 5.5.2")
                    .says("AUTH PLAIN", "334")
                    .says(base64("x".repeat(9_210)), "501 5.5.2")
                    .says("NOOP " + "x".repeat(1_100), "500 5.5.2")
                    .says("AUTH PLAIN " + PLAIN, "235");
        }
    }

    @Test
    void endsASessionThatBreaksItsLines() throws ResourceException, IOException {
        try (Client client = greeted()) {
            client.says("AUTH LOGIN", "334").says("a\nb\r\n").hears("500 5.5.2").hearsNothingMore();
        }
    }

    @Test
    void endsWithAPeerThatGoes() throws ResourceException, IOException {
        try (Client client = greeted()) {
            client.says("AUTH LOGIN", "334");
        }
        assertThat(application.logins).isEmpty();
    }
}
