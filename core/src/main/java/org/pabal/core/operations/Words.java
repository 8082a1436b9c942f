package org.pabal.core.operations;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Constants as operators type them: in lower case. */
final class Words {
    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException with a sentence without its period that names the member */
    static <E extends Enum<E>> Optional<E> find(Map<String, String> members, String name, E[] constants) {
        String text = members.get(name);
        if (text == null) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(constants)
                .filter(constant -> of(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is one of: "
                        + Arrays.stream(constants).map(Words::of).collect(Collectors.joining(", ")))));
    }
}
