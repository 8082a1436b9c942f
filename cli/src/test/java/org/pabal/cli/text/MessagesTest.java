package org.pabal.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagesTest {
    private final Messages english = new Messages(Locale.ENGLISH);
    private final Messages korean = new Messages(Locale.KOREAN);

    @Test
    void bothLanguagesHaveTheSameSentences() {
        assertThat(korean.bundle().keySet()).isEqualTo(english.bundle().keySet());
        assertThat(korean.bundle().keySet())
                .allSatisfy(key -> assertThat(
                                new MessageFormat(korean.bundle().getString(key)).getFormatsByArgumentIndex().length)
                        .as(key)
                        .isEqualTo(
                                new MessageFormat(english.bundle().getString(key)).getFormatsByArgumentIndex().length));
    }

    @Test
    void koreanIsKorean() {
        assertThat(korean.bundle().keySet().stream()
                        .filter(key -> !key.equals("failure.refused"))
                        .map(korean.bundle()::getString))
                .allMatch(text ->
                        text.codePoints().anyMatch(c -> c >= 0xAC00 && c <= 0xD7A3) || text.startsWith("stat, queue"));
    }

    @ParameterizedTest
    @CsvSource({
        "ko_KR.UTF-8,,,ko",
        "en_US.UTF-8,,,en",
        "ko_KR.UTF-8,en_US,,en",
        "ko_KR.UTF-8,en_US,C,en",
        "C.UTF-8,ko,,ko",
        ",,,en",
        "POSIX,,,en"
    })
    void theLanguageIsWhatTheEnvironmentAsksFor(String lang, String messages, String all, String language) {
        Map<String, String> environment = new java.util.HashMap<>();
        put(environment, "LANG", lang);
        put(environment, "LC_MESSAGES", messages);
        put(environment, "LC_ALL", all);

        assertThat(Messages.localeOf(environment).getLanguage()).isEqualTo(language);
    }

    private static void put(Map<String, String> environment, String name, String value) {
        if (value != null) {
            environment.put(name, value);
        }
    }

    @Test
    void aTerminalIsWhatTheScriptSaysItIs() {
        assertThat(Terminal.of(null, Map.of())).isEqualTo(Terminal.NONE);
        assertThat(Terminal.of("132", Map.of())).isEqualTo(new Terminal(OptionalInt.of(132), true));
        assertThat(Terminal.of("", Map.of("TERM", "dumb"))).isEqualTo(new Terminal(OptionalInt.of(80), false));
        assertThat(Terminal.of("0", Map.of("NO_COLOR", ""))).isEqualTo(new Terminal(OptionalInt.of(80), false));
    }
}
