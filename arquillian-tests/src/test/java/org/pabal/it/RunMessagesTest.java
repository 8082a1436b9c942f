package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunMessagesTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void koreanHasEveryTextThatEnglishHas() {
        assertThat(ResourceBundle.getBundle("org.pabal.it.run", Locale.KOREAN).keySet())
                .isEqualTo(ResourceBundle.getBundle("org.pabal.it.run", Locale.ROOT)
                        .keySet());
        assertThat(texts(Locale.KOREAN).text("stopped")).isEqualTo("파발이 멈췄습니다.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ko", "de"})
    void everyLanguageSaysTheWordsTheManualWaitsFor(String language) {
        texts(Locale.forLanguageTag(language)).say("ready", "0.0.0.0", "2525", "2587", "8080", "/home", "/log", "2465");
        assertThat(said.toString(StandardCharsets.UTF_8))
                .startsWith("Pabal is ready.")
                .contains("0.0.0.0:2525")
                .contains("0.0.0.0:2465")
                .contains("http://localhost:8080/pabal/api/v1")
                .contains("/home/admin.password")
                .doesNotContain("{");
    }

    @Test
    void apostrophesComeOutAsTheyAre() {
        assertThat(texts(Locale.ENGLISH).text("domain")).isEqualTo("Making the server's domain.");
    }

    private RunMessages texts(Locale locale) {
        return new RunMessages(locale, new PrintStream(said, true, StandardCharsets.UTF_8));
    }
}
