package org.pabal.ejb.queue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pabal.core.queue.QueueId;

/**
 * Due recipients by message. Each message gets its turn, so that one with a great many recipients holds back no other. Not
 * thread-safe.
 */
final class Turns {
    private final Map<QueueId, Deque<DueRecipient>> messages = new LinkedHashMap<>();
    private int size;

    void add(DueRecipient recipient) {
        messages.computeIfAbsent(recipient.mail().id(), id -> new ArrayDeque<>(1))
                .addLast(recipient);
        size++;
    }

    /** @return recipients */
    int size() {
        return size;
    }

    /** Takes from the message whose turn it is; then it is the next one's.
     *
     * @param most at least 1
     * @return at least one recipient
     */
    List<DueRecipient> next(int most) {
        Iterator<Map.Entry<QueueId, Deque<DueRecipient>>> entries =
                messages.entrySet().iterator();
        Map.Entry<QueueId, Deque<DueRecipient>> entry = entries.next();
        Deque<DueRecipient> waiting = entry.getValue();
        QueueId id = entry.getKey();
        entries.remove();
        List<DueRecipient> taken = new ArrayList<>(Math.min(most, waiting.size()));
        while (taken.size() < most && !waiting.isEmpty()) {
            taken.add(waiting.removeFirst());
        }
        if (!waiting.isEmpty()) {
            messages.put(id, waiting);
        }
        size -= taken.size();
        return taken;
    }

    /** @return the recipient whose turn it is */
    DueRecipient first() {
        return messages.values().iterator().next().getFirst();
    }

    /** @return recipients of the message whose turn it is */
    int firstSize() {
        return messages.values().iterator().next().size();
    }

    List<DueRecipient> drain() {
        List<DueRecipient> all =
                messages.values().stream().flatMap(Deque::stream).toList();
        messages.clear();
        size = 0;
        return all;
    }
}
