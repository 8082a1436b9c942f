package org.pabal.core.smtp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginDialogueTest {
    /** The example of RFC 7677 §3. */
    private static final RelayLogin USER = new RelayLogin("user", "pencil");

    private static final String NONCE = "rOprNGfwEbeRWgbNEkqO";
    private static final String CLIENT_FIRST = "n,,n=user,r=rOprNGfwEbeRWgbNEkqO";
    private static final String SERVER_FIRST =
            "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
    private static final String CLIENT_FINAL =
            "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
    private static final String SERVER_FINAL = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

    private static final Reports PROTECTED =
            new Reports("192.0.2.1", Optional.of(new Protection("TLSv1.3", "X", false)));
    private static final String REJECTED = "Connected to 192.0.2.1 but my login was rejected. (#4.7.8)\n";

    private LoginDialogue dialogue = new LoginDialogue(USER, Set.of("PLAIN"), PROTECTED, NONCE);

    private Play with(String... mechanisms) {
        dialogue = new LoginDialogue(USER, Set.of(mechanisms), PROTECTED, NONCE);
        return new Play(dialogue);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private void isIn(Play play) {
        play.ends();
        assertThat(dialogue.refusal()).isEmpty();
    }

    private void isOut(Play play, String report) {
        play.ends();
        assertThat(dialogue.refusal()).contains(report);
        assertThat(report).doesNotContain("pencil");
    }

    @Test
    void theBestWayIsTaken() {
        Play play = with("LOGIN", "PLAIN", "SCRAM-SHA-256", "CRAM-MD5")
                .says("AUTH SCRAM-SHA-256 " + base64(CLIENT_FIRST))
                .hears("334 " + base64(SERVER_FIRST))
                .says(base64(CLIENT_FINAL))
                .hears("334 " + base64(SERVER_FINAL))
                .says("")
                .hears("235 2.7.0 ok");
        isIn(play);
    }

    @Test
    void plainIsOneLine() {
        isIn(with("LOGIN", "PLAIN")
                .says("AUTH PLAIN " + base64("\0user\0pencil"))
                .hears("235 ok"));
    }

    @Test
    void loginIsThree() {
        isIn(with("LOGIN")
                .says("AUTH LOGIN")
                .hears("334 VXNlcm5hbWU6")
                .says(base64("user"))
                .hears("334 UGFzc3dvcmQ6")
                .says(base64("pencil"))
                .hears("235 ok"));
    }

    @Test
    void aWayThatIsRefusedIsNotFollowedByAWeakerOne() {
        Play play = with("PLAIN", "SCRAM-SHA-256")
                .says("AUTH SCRAM-SHA-256 " + base64(CLIENT_FIRST))
                .hears("535 5.7.8 no");
        isOut(play, REJECTED + "Remote host said: 535 5.7.8 no\n");
        assertThat(dialogue.isListening()).isTrue();
    }

    @Test
    void aHostThatDoesNotProveThatItKnowsThePasswordIsLeft() {
        Play play = with("SCRAM-SHA-256")
                .says("AUTH SCRAM-SHA-256 " + base64(CLIENT_FIRST))
                .hears("334 " + base64(SERVER_FIRST))
                .says(base64(CLIENT_FINAL))
                .hears("235 ok");
        isOut(play, "Connected to 192.0.2.1 but it did not prove that it knows my password. (#4.7.8)\n");

        Play liar = with("SCRAM-SHA-256")
                .says("AUTH SCRAM-SHA-256 " + base64(CLIENT_FIRST))
                .hears("334 " + base64(SERVER_FIRST))
                .says(base64(CLIENT_FINAL))
                .hears("334 " + base64("v=" + base64("somebody else")))
                .says("*")
                .hears("501 cancelled");
        isOut(liar, REJECTED + "Remote host said: 501 cancelled\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "r=other,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
                "r=rOprNGfwEbeRWgbNEkqO,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
                "r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=1",
                "r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=9999999",
                "m=ext,r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
                "r=rOprNGfwEbeRWgbNEkqOx,s=!,i=4096",
                ""
            })
    void aChallengeThatIsNoneEndsTheExchange(String challenge) {
        Play play = with("SCRAM-SHA-256")
                .says("AUTH SCRAM-SHA-256 " + base64(CLIENT_FIRST))
                .hears("334 " + base64(challenge))
                .says("*")
                .hears("501 cancelled");
        isOut(play, REJECTED + "Remote host said: 501 cancelled\n");
    }

    @Test
    void endlessChallengesAreARefusal() {
        Play play = with("LOGIN").says("AUTH LOGIN");
        play.hears("334 a")
                .says(base64("user"))
                .hears("334 b")
                .says(base64("pencil"))
                .hears("334 c")
                .says("*");
        isOut(play.hears("334 d"), REJECTED + "Remote host said: 334 d\n");
    }

    @ParameterizedTest
    @CsvSource({"454 later, true", "421 bye, false", "250 ok, true", "noise, false", "535 no, true"})
    void everyOtherAnswerIsADeferral(String answer, boolean listening) {
        isOut(
                with("PLAIN").says("AUTH PLAIN " + base64("\0user\0pencil")).hears(answer),
                REJECTED + "Remote host said: " + answer + "\n");
        assertThat(dialogue.isListening()).isEqualTo(listening);
    }

    @Test
    void aLostConnectionIsADeferral() {
        isOut(
                with("PLAIN").says("AUTH PLAIN " + base64("\0user\0pencil")).dies(),
                "Connected to 192.0.2.1 but connection died. (#4.4.2)\n");
    }

    @Test
    void thereMustBeAWayAPasswordAndTls() {
        isOut(with("GSSAPI"), "Connected to 192.0.2.1 but it offers no way to log in that I know. (#4.7.8)\n");

        dialogue = new LoginDialogue(new RelayLogin("user", ""), Set.of("PLAIN"), PROTECTED, NONCE);
        isOut(
                new Play(dialogue),
                "Connected to 192.0.2.1 but I have no password for user; relaypasswords needs a line for it. (#4.7.8)\n");

        dialogue = new LoginDialogue(USER, Set.of("PLAIN"), new Reports("192.0.2.1"), NONCE);
        isOut(
                new Play(dialogue),
                "Connected to 192.0.2.1 but it does not offer TLS, and without TLS it gets no mail. (#4.7.4)\n");
    }

    @Test
    void passwordsAreNotShown() {
        assertThat(USER.toString()).isEqualTo("RelayLogin[user=user]");
    }
}
