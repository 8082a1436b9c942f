package org.pabal.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pabal.core.operations.Order;
import org.pabal.ejb.queue.OrderCount;
import org.pabal.ejb.queue.QueueOrders;
import org.pabal.ejb.queue.QueueSlice;

class OrderReaderTest {
    /** Ids 1 to 30 wait, ten to a slice. */
    private static final class Thirty extends QueueOrders {
        @Override
        public OrderCount count(Order order) {
            return new OrderCount(20, 32, 2);
        }

        @Override
        public Optional<QueueSlice> nextSlice(Order order, long after) {
            return after < 30 ? Optional.of(new QueueSlice(after, after + 10)) : Optional.empty();
        }
    }

    private final RecordedRuntime.Step step = new RecordedRuntime.Step(1);
    private final OrderReader reader = new OrderReader(step.task("retry all", new Progress()), new Thirty());

    @Test
    void walksInSlicesToTheEnd() {
        reader.open(null);

        assertThat(reader.readItem()).isEqualTo(new QueueSlice(0, 10));
        assertThat(reader.readItem()).isEqualTo(new QueueSlice(10, 20));
        assertThat(reader.readItem()).isEqualTo(new QueueSlice(20, 30));
        assertThat(reader.readItem()).isNull();
        assertThat(step.userData).isEqualTo("0/30");
    }

    @Test
    void beginsAgainWhenTheFirstSliceIsTriedAgain() {
        reader.open(null);
        reader.readItem();
        reader.open(null);

        assertThat(reader.readItem()).isEqualTo(new QueueSlice(0, 10));
    }

    @Test
    void goesOnFromItsCheckpointAndKeepsTheProgress() {
        reader.open(null);
        reader.readItem();
        Object checkpoint = reader.checkpointInfo();
        step.userData = "10/30";
        reader.readItem();
        reader.open((Long) checkpoint);

        assertThat(reader.readItem()).isEqualTo(new QueueSlice(10, 20));
        assertThat(step.userData).isEqualTo("10/30");
    }
}
