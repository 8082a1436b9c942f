package org.pabal.ejb.control;

import java.util.Optional;

/** What became of a wish to change a text. */
public sealed interface TextChange {
    /** Stored and in effect. */
    record Stored(StoredText now, boolean created) implements TextChange {}

    /** Removed; its default is in effect. */
    record Removed() implements TextChange {}

    /** The value is bad; the old one stays.
     *
     * @param sentence names the setting, the line where there is one, and what is wrong
     */
    record Refused(String sentence) implements TextChange {}

    /** The precondition did not hold; nothing was changed.
     *
     * @param current what is stored instead of what the caller thought
     */
    record Outdated(Optional<StoredText> current) implements TextChange {}

    /** There is nothing of this name to remove. */
    record Missing() implements TextChange {}
}
