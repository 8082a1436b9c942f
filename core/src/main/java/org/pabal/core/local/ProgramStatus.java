package org.pabal.core.local;

import java.util.Set;

/** What the exit status of a program means for the message (qmail-command.8). */
enum ProgramStatus {
    DONE,
    /** done, and the lines that follow are not obeyed */
    DONE_WITH_ALL,
    NEVER,
    LATER;

    private static final int STOP = 99;
    private static final Set<Integer> PERMANENT = Set.of(100, 64, 65, 70, 76, 77, 78, 112);

    static ProgramStatus of(int status) {
        if (status == 0) {
            return DONE;
        }
        if (status == STOP) {
            return DONE_WITH_ALL;
        }
        return PERMANENT.contains(status) ? NEVER : LATER;
    }
}
