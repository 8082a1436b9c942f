package org.pabal.ejb.queue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.pabal.core.message.Content;
import org.pabal.core.queue.QueueId;

/** Contents that were accepted a moment ago and will be delivered in a moment: read again from memory, not from the database. */
@ApplicationScoped
public class ContentCache {
    /** A part of the heap; what does not fit is read from the database. */
    private static final long MAX_OCTETS = Runtime.getRuntime().maxMemory() / 8;

    private final Cache<Long, Content.InMemory> recent = Caffeine.newBuilder()
            .maximumWeight(MAX_OCTETS)
            .weigher((Long id, Content.InMemory content) -> content.bytes().length)
            .executor(Runnable::run)
            .build();

    @Inject
    ContentSpool spool;

    void put(QueueId id, Content content) {
        if (content instanceof Content.InMemory whole) {
            recent.put(id.value(), whole);
        }
    }

    void remove(QueueId id) {
        recent.invalidate(id.value());
    }

    /** @return the content of a queued message; empty when the message has gone */
    public Optional<Content> find(QueueId id) {
        Content.InMemory whole = recent.getIfPresent(id.value());
        return whole != null ? Optional.of(whole) : spool.find(id);
    }
}
