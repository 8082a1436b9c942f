package org.pabal.core.control;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.pabal.core.Fuzz;

/** Settings: what is not refused with a sentence works, and means the same without what does not count. */
class ControlFuzzTest {
    private static final List<String> NAMES = new ArrayList<>(ControlSettings.names());

    static Stream<byte[]> seeds() {
        Stream<String> texts = Stream.of(
                "mx.local.test\n",
                "local.test\n# note\n.example.org \n",
                "elsewhere.test:127.0.0.1:2626\n:smart.test\n",
                "a.test:b.test:user-x\n",
                "10\n",
                "bl.test\nreject bl.test\nallow wl.test\n",
                "address messages 100/1h\n",
                "delay 60s\nwindow 4h\nkeep 36d\npasses 5\n",
                "@host\n*@*.example.org\nu@h.test\n",
                "strict\n");
        List<String> all = texts.toList();
        return NAMES.stream()
                .flatMap(name -> all.stream().map(text -> (char) NAMES.indexOf(name) + text))
                .map(Fuzz::octets);
    }

    @MethodSource("seeds")
    @FuzzTest
    void workOrAreRefused(byte[] input) {
        String name = NAMES.get(Fuzz.choice(input) % NAMES.size());
        String text = new String(Fuzz.rest(input), StandardCharsets.UTF_8);
        Optional<String> problem = ControlSettings.problem(name, text);
        if (problem.isPresent()) {
            Fuzz.holds(Fuzz.isOneLine(problem.get()) && problem.get().contains(name), "a sentence that names it");
            return;
        }
        ControlSettings settings = with(name, text);
        Optional<String> counts = settings.describe(name);
        if (name.equals("relaypasswords")) {
            counts.ifPresent(masked -> Fuzz.holds(
                    masked.isBlank() || ControlSettings.problem(name, masked).isPresent(),
                    "what is shown in place of passwords cannot be written back"));
            return;
        }
        counts.ifPresent(effective -> {
            Fuzz.same(Optional.empty(), ControlSettings.problem(name, effective));
            Fuzz.same(counts, with(name, effective).describe(name));
        });
    }

    private static ControlSettings with(String name, String text) {
        Map<String, String> texts = new HashMap<>(Map.of("me", "mx.local.test\n"));
        texts.put(name, text);
        return ControlSettings.require(texts);
    }
}
