package org.pabal.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pabal.ejb.queue.FlushSelector;
import org.pabal.ejb.queue.FlushSlice;
import org.pabal.ejb.queue.QueueFlush;

class FlushReaderTest {
    /** Ids 1 to 30 wait, ten to a slice. */
    private static final class Thirty extends QueueFlush {
        @Override
        public long count(FlushSelector selector) {
            return 30;
        }

        @Override
        public Optional<FlushSlice> nextSlice(FlushSelector selector, long after) {
            return after < 30 ? Optional.of(new FlushSlice(after, after + 10)) : Optional.empty();
        }
    }

    private final RecordedRuntime.Step step = new RecordedRuntime.Step(1);
    private final FlushReader reader = new FlushReader(step.task("all", new Progress()), new Thirty());

    @Test
    void walksInSlicesToTheEnd() {
        reader.open(null);

        assertThat(reader.readItem()).isEqualTo(new FlushSlice(0, 10));
        assertThat(reader.readItem()).isEqualTo(new FlushSlice(10, 20));
        assertThat(reader.readItem()).isEqualTo(new FlushSlice(20, 30));
        assertThat(reader.readItem()).isNull();
        assertThat(step.userData).isEqualTo("0/30");
    }

    @Test
    void beginsAgainWhenTheFirstSliceIsTriedAgain() {
        reader.open(null);
        reader.readItem();
        reader.open(null);

        assertThat(reader.readItem()).isEqualTo(new FlushSlice(0, 10));
    }

    @Test
    void goesOnFromItsCheckpointAndKeepsTheProgress() {
        reader.open(null);
        reader.readItem();
        Object checkpoint = reader.checkpointInfo();
        step.userData = "10/30";
        reader.readItem();
        reader.open((Long) checkpoint);

        assertThat(reader.readItem()).isEqualTo(new FlushSlice(10, 20));
        assertThat(step.userData).isEqualTo("10/30");
    }
}
