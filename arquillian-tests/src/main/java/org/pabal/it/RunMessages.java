package org.pabal.it;

import java.io.PrintStream;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** What the run profile says, in English or Korean. */
final class RunMessages {
    private final ResourceBundle texts;
    private final PrintStream out;

    RunMessages(Locale locale, PrintStream out) {
        this.texts = ResourceBundle.getBundle(
                "org.pabal.it.run",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        this.out = out;
    }

    /** @param arguments texts; numbers would be grouped */
    String text(String key, Object... arguments) {
        return new MessageFormat(texts.getString(key), Locale.ROOT).format(arguments);
    }

    void say(String key, Object... arguments) {
        out.println(text(key, arguments));
        out.flush();
    }
}
