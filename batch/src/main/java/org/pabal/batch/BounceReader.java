package org.pabal.batch;

import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pabal.core.queue.QueueId;

/** Reads the next few messages whose bounce is due. One item is one list of them, so the next one is read after they are gone. */
@Named("bounceReader")
@Dependent
public class BounceReader extends AbstractItemReader {
    private static final int AT_ONCE = 50;

    private final DueBounces due;

    @Inject
    BounceReader(DueBounces due) {
        this.due = due;
    }

    @Override
    public @Nullable Object readItem() {
        List<QueueId> next = due.next(AT_ONCE);
        return next.isEmpty() ? null : next;
    }
}
