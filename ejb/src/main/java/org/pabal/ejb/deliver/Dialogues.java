package org.pabal.ejb.deliver;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pabal.core.queue.QueueId;
import org.pabal.core.smtp.client.DialogueLine;
import org.pabal.ejb.queue.DueRecipient;

/**
 * What this node last said and heard for recipients that are not delivered. In memory, of the last attempts only: it helps
 * people to understand, and nothing depends on it (docs/decisions/032).
 */
@ApplicationScoped
public class Dialogues {
    /** Recipients; with the longest dialogues this is some tens of megabytes, usually two. */
    static final int KEPT = 2_000;

    private final Map<Key, Dialogue> recent = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Dialogue> eldest) {
            return size() > KEPT;
        }
    });

    private record Key(long message, int position) {}

    /** @param ended when the attempt was over */
    public record Dialogue(Instant ended, List<DialogueLine> lines) {
        public Dialogue {
            lines = List.copyOf(lines);
        }
    }

    void keep(DueRecipient recipient, Dialogue dialogue) {
        Key key = new Key(recipient.mail().id().value(), recipient.position());
        // the newest are last
        recent.remove(key);
        recent.put(key, dialogue);
    }

    void forget(DueRecipient recipient) {
        recent.remove(new Key(recipient.mail().id().value(), recipient.position()));
    }

    /** @return empty if the last attempt was another node's or long ago, or said nothing to any host */
    public Optional<Dialogue> find(QueueId message, int position) {
        return Optional.ofNullable(recent.get(new Key(message.value(), position)));
    }
}
