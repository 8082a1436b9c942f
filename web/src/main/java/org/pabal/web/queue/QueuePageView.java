package org.pabal.web.queue;

import java.util.List;
import java.util.Optional;
import org.pabal.ejb.queue.QueueCursor;
import org.pabal.ejb.queue.QueuePage;

/**
 * Some messages of the queue.
 *
 * @param messages in the order of their ids; may be few, even none, while there is a next page
 * @param next the cursor of the next page; absent at the end
 */
public record QueuePageView(List<QueuedMailView> messages, Optional<String> next) {
    static QueuePageView of(QueuePage page) {
        return new QueuePageView(
                page.messages().stream().map(QueuedMailView::of).toList(),
                page.next().map(QueueCursor::text));
    }
}
