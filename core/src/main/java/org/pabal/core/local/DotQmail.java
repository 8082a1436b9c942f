package org.pabal.core.local;

import java.util.List;

/** What a {@code .qmail} file says. */
sealed interface DotQmail {
    /** Nothing there, or nothing that could hold instructions, such as a directory. */
    record Absent() implements DotQmail {}

    /** There, and without a single octet: the user wants the default. */
    record Empty() implements DotQmail {}

    /** @param list in order; empty if the file has only comments, which means: throw the message away */
    record Instructions(List<Instruction> list) implements DotQmail {}

    /**
     * There, and not to be obeyed.
     *
     * @param text the report of the deferral
     */
    record Unusable(String text) implements DotQmail {}
}
