package org.pabal.core.smtp.client;

import java.util.ArrayList;
import java.util.List;

/** Keeps the last lines of a dialogue. Used by one thread. */
public final class KeptDialogue implements DialogueListener {
    /** Enough for a connection with some refused recipients. */
    static final int MOST = 60;

    private final List<DialogueLine> lines = new ArrayList<>();

    @Override
    public void happened(DialogueLine line) {
        if (lines.size() == MOST) {
            // the beginning says which host it was; what came just before the end says why
            lines.remove(MOST / 4);
        }
        lines.add(line);
    }

    /** @return in the order in which it happened; of a long one the beginning and the end */
    public List<DialogueLine> lines() {
        return List.copyOf(lines);
    }
}
