package org.pabal.ejb.deliver;

import org.pabal.core.smtp.client.DialogueLine;
import org.pabal.core.smtp.client.DialogueListener;

/** One step of a diagnosis. */
public sealed interface DiagnosisStep {
    /** Which way the recipient goes. */
    record Way(Explanation.Way way) implements DiagnosisStep {}

    /** A question to the DNS with its answer, in one line. */
    record Dns(String text) implements DiagnosisStep {}

    /** Where a delivery would try, best first, in one line. */
    record Hosts(String text) implements DiagnosisStep {}

    record Dialogue(DialogueLine line) implements DiagnosisStep {}

    /** The end.
     *
     * @param text the report of such a delivery, lines ended by LF
     */
    record Result(Verdict verdict, String text) implements DiagnosisStep {}

    /** What would become of a message. */
    enum Verdict {
        /** the host takes the recipient */
        TAKEN,
        DEFERRED,
        FAILED,
        /** this server delivers it itself: no host is asked */
        LOCAL
    }

    /** Is told the steps while they happen, by the thread that does them. Must not block or throw. */
    interface Listener extends DialogueListener {
        void happened(DiagnosisStep step);

        @Override
        default void happened(DialogueLine line) {
            happened(new Dialogue(line));
        }
    }
}
