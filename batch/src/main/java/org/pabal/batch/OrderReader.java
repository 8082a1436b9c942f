package org.pabal.batch;

import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pabal.core.operations.Order;
import org.pabal.ejb.queue.OrderCount;
import org.pabal.ejb.queue.QueueOrders;
import org.pabal.ejb.queue.QueueSlice;

/** Walks the queue in slices, in the order of ids; its checkpoint is the last id it gave out. */
@Named("orderReader")
@Dependent
public class OrderReader extends AbstractItemReader {
    private final RunningTask task;
    private final QueueOrders orders;
    private long after;

    @Inject
    OrderReader(RunningTask task, QueueOrders orders) {
        this.task = task;
        this.orders = orders;
    }

    /** Opened again, with the last checkpoint or none, when a slice is to be tried again. */
    @Override
    public void open(@Nullable Serializable checkpoint) {
        after = checkpoint instanceof Long last ? last : 0;
        if (after == 0) {
            OrderCount count = orders.count(order());
            // those in flight are counted when the walk comes to them
            task.begin(TaskProgress.of(count.recipients() - count.inFlight()));
        }
    }

    @Override
    public @Nullable Object readItem() {
        Optional<QueueSlice> slice = orders.nextSlice(order(), after);
        slice.ifPresent(next -> after = next.upTo());
        return slice.orElse(null);
    }

    @Override
    public Serializable checkpointInfo() {
        return after;
    }

    private Order order() {
        return Order.parse(task.subject());
    }
}
