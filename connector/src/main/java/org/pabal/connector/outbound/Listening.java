package org.pabal.connector.outbound;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pabal.core.message.Content;
import org.pabal.core.smtp.client.DialogueLine;
import org.pabal.core.smtp.client.DialogueLine.Kind;
import org.pabal.core.smtp.client.DialogueListener;

/**
 * Who listens to what the delivery of this thread says and hears. A delivery stays on one thread from its first connect to its last
 * reply, over whatever sessions, new or kept; so its listener need not pass through all that a session is made of
 * (docs/decisions/032).
 */
final class Listening {
    private static final ThreadLocal<@Nullable DialogueListener> LISTENER = new ThreadLocal<>();

    private Listening() {}

    /** Does the work while this one listens. */
    static <T> T with(DialogueListener listener, Supplier<T> work) {
        LISTENER.set(listener);
        try {
            return work.get();
        } finally {
            LISTENER.remove();
        }
    }

    static void happened(Kind kind, String text) {
        DialogueListener listener = LISTENER.get();
        if (listener != null) {
            listener.happened(new DialogueLine(kind, text));
        }
    }

    static void sent(Content content) {
        happened(Kind.CONTENT, Long.toString(content.octets()));
    }

    static void said(String commands) {
        DialogueListener listener = LISTENER.get();
        if (listener != null) {
            listener.said(commands);
        }
    }

    static void heard(String reply) {
        DialogueListener listener = LISTENER.get();
        if (listener != null) {
            listener.heard(reply);
        }
    }
}
