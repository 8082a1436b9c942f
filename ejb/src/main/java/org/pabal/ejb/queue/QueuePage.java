package org.pabal.ejb.queue;

import java.util.List;
import java.util.Optional;

/**
 * Some messages in the order of their ids.
 *
 * @param messages as many as were asked for or fewer, even none while there is a next page
 * @param next where to go on; empty at the end
 */
public record QueuePage(List<QueuedMail> messages, Optional<QueueCursor> next) {
    public QueuePage {
        messages = List.copyOf(messages);
    }
}
