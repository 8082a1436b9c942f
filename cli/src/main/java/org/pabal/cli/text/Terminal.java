package org.pabal.cli.text;

import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Where standard output goes.
 *
 * @param columns of the terminal; empty for a file or pipe, which get everything uncut
 * @param colours whether it shows them, and nobody said no
 */
public record Terminal(OptionalInt columns, boolean colours) {
    /** Not a terminal. */
    public static final Terminal NONE = new Terminal(OptionalInt.empty(), false);

    private static final int USUAL = 80;

    /**
     * Java cannot tell; {@code bin/pabal} does.
     *
     * @param columns how many it found; empty text: a terminal that does not say; null: no terminal
     */
    public static Terminal of(@Nullable String columns, Map<String, String> environment) {
        if (columns == null) {
            return NONE;
        }
        int width = columns.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(columns) : USUAL;
        boolean colours = !environment.containsKey("NO_COLOR") && !"dumb".equals(environment.get("TERM"));
        return new Terminal(OptionalInt.of(width), colours);
    }

    public boolean isTerminal() {
        return columns.isPresent();
    }
}
