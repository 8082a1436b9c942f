package org.pabal.ejb.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A group's outcomes by what has to be done. */
final class SortedOutcomes {
    final List<Long> sole = new ArrayList<>();
    final List<Long> soleChunked = new ArrayList<>();
    final List<RecipientOutcome.Delivered> delivered = new ArrayList<>();
    final List<RecipientOutcome.Deferred> deferred = new ArrayList<>();
    final List<RecipientOutcome.Finished> finished = new ArrayList<>();
    final List<RecipientOutcome.Released> released = new ArrayList<>();
    final Set<Long> maybeFinished = new TreeSet<>();

    static SortedOutcomes of(List<RecipientOutcome> outcomes) {
        SortedOutcomes sorted = new SortedOutcomes();
        outcomes.forEach(sorted::add);
        return sorted;
    }

    private void add(RecipientOutcome outcome) {
        long id = outcome.recipient().mail().id().value();
        switch (outcome) {
            case RecipientOutcome.Delivered done -> add(done);
            case RecipientOutcome.Deferred later -> deferred.add(later);
            case RecipientOutcome.Finished told -> {
                finished.add(told);
                maybeFinished.add(id);
            }
            case RecipientOutcome.Released back -> released.add(back);
            case RecipientOutcome.Taken taken ->
                throw new IllegalStateException("what a directive takes was resolved before: " + taken);
        }
    }

    private void add(RecipientOutcome.Delivered done) {
        DueMail mail = done.recipient().mail();
        long id = mail.id().value();
        if (!mail.soleRecipient()) {
            delivered.add(done);
            maybeFinished.add(id);
            return;
        }
        sole.add(id);
        if (mail.chunked()) {
            soleChunked.add(id);
        }
    }
}
