package org.pabal.batch;

import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.pabal.core.operations.Order;
import org.pabal.ejb.queue.QueueOrders;
import org.pabal.ejb.queue.QueueSlice;
import org.pabal.ejb.queue.SliceResult;

/** Does what the order says to the recipients of slices. */
@Named("orderWriter")
@Dependent
public class OrderWriter extends AbstractItemWriter {
    private final RunningTask task;
    private final QueueOrders orders;

    @Inject
    OrderWriter(RunningTask task, QueueOrders orders) {
        this.task = task;
        this.orders = orders;
    }

    @Override
    public void writeItems(List<Object> slices) {
        Order order = Order.parse(task.subject());
        for (Object slice : slices) {
            SliceResult result = orders.apply(order, (QueueSlice) slice);
            task.advance(result.done(), result.inFlight());
        }
    }
}
