package org.pabal.ejb.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Records what delivery attempts came to. */
@ApplicationScoped
public class OutcomeWriter {
    @Inject
    GroupCommit groupCommit;

    /**
     * Records outcomes soon, together with others. They are kept until the database has them: one that got lost would be a
     * second delivery. Blocks while too many wait.
     */
    public void record(List<RecipientOutcome> outcomes) {
        groupCommit.record(outcomes);
    }
}
