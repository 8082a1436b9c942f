package org.pabal.core.control;

import java.util.Optional;
import org.pabal.core.log.PrintableText;

/** One control setting: its name, what it takes, and what counts when it is not set.
 *
 * @param isSecret whether its text is never shown, not even where it is wrong */
record Setting(String name, SettingType type, Fallback fallback, boolean isSecret) {
    /** What counts when a setting is not there. */
    sealed interface Fallback {
        /** @return as it stands in a sentence after "default:" */
        String described();

        record Text(String text) implements Fallback {
            @Override
            public String described() {
                return text;
            }
        }

        /** The value of the setting me. */
        record Me() implements Fallback {
            @Override
            public String described() {
                return "the value of me";
            }
        }

        /** Nothing, which has a meaning of its own. */
        record Nothing(String described) implements Fallback {}
    }

    /** @return a sentence that names setting, line, what is wrong, range and default; nothing for a good text */
    Optional<String> problem(String text) {
        return type.flaw(text)
                .map(flaw -> sentence(" line " + flaw.entry().line() + ": "
                        + (isSecret ? "it" : PrintableText.quoted(flaw.entry().text())) + " is refused: "
                        + flaw.reason()));
    }

    /** @return the sentence for a setting that must be there and is not */
    String missing() {
        return sentence(" is not set");
    }

    private String sentence(String what) {
        return name + what + "; allowed: " + type.allowed() + "; default: " + fallback.described();
    }
}
