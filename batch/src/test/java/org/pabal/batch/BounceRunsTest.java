package org.pabal.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.batch.runtime.BatchStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pabal.core.queue.QueueId;
import org.pabal.ejb.bounce.Bouncer;
import org.pabal.ejb.node.ThisNode;
import org.pabal.ejb.queue.QueueUnavailableException;

class BounceRunsTest {
    private final RecordedRuntime runtime = new RecordedRuntime();
    private final FakeBouncer bouncer = new FakeBouncer();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final DueBounces due = new DueBounces(bouncer, () -> now);
    private final BounceRuns runs = new BounceRuns(
            new Jobs(runtime::operator, new ThisNode("alpha", Instant.EPOCH), new Progress()), due, () -> now);

    private static final class FakeBouncer extends Bouncer {
        final List<QueueId> waiting = new ArrayList<>();
        final Set<QueueId> bad = new HashSet<>();
        boolean queueIsAway;
        int troubles;

        @Override
        public List<QueueId> due(int limit) {
            return waiting.stream().limit(limit).toList();
        }

        @Override
        public void bounce(QueueId id) {
            if (queueIsAway) {
                throw new QueueUnavailableException("away", new IllegalStateException("no connection"));
            }
            if (bad.contains(id)) {
                throw new IllegalStateException("no content");
            }
            waiting.remove(id);
        }

        @Override
        public void isTroubled() {
            troubles++;
        }
    }

    private void waits(long id) {
        bouncer.waiting.add(new QueueId(id));
    }

    private void ends(long run, BatchStatus status) {
        runtime.run(run).status = status;
    }

    private void passes(Duration time) {
        now = now.plus(time);
    }

    @Test
    void nothingIsStartedWhenNoBounceIsDue() {
        runs.startIfDue();

        assertThat(runtime.runs).isEmpty();
    }

    @Test
    void aSecondRunIsNotStartedBesideTheFirst() {
        waits(1);
        runs.startIfDue();
        runs.startIfDue();

        assertThat(runtime.runs).hasSize(1);
    }

    @Test
    void theNextRunWaitsForAPauseAfterTheLast() {
        waits(1);
        runs.startIfDue();
        ends(1, BatchStatus.COMPLETED);
        runs.startIfDue();
        assertThat(runtime.runs).hasSize(1);

        passes(BounceRuns.PAUSE);
        runs.startIfDue();
        assertThat(runtime.runs).hasSize(2);
    }

    @Test
    void aFailedRunIsFollowedByALongerPause() {
        waits(1);
        runs.startIfDue();
        ends(1, BatchStatus.FAILED);
        runs.startIfDue();
        passes(BounceRuns.PAUSE);
        runs.startIfDue();
        assertThat(runtime.runs).hasSize(1);

        passes(BounceRuns.PAUSE_AFTER_FAILURE);
        runs.startIfDue();
        assertThat(runtime.runs).hasSize(2);
    }

    @Nested
    class AMessageThatCannotBeBounced {
        @Test
        void doesNotKeepTheOthersWaiting() {
            waits(1);
            waits(2);
            bouncer.bad.add(new QueueId(1));

            assertThat(due.bounce(new QueueId(1))).isFalse();
            assertThat(bouncer.troubles).isEqualTo(1);
            assertThat(due.next(1)).containsExactly(new QueueId(2));
            assertThat(due.bounce(new QueueId(2))).isTrue();
            assertThat(due.next(1)).isEmpty();
        }

        @Test
        void isTriedAgainAfterAWhile() {
            waits(1);
            bouncer.bad.add(new QueueId(1));
            assertThat(due.bounce(new QueueId(1))).isFalse();

            passes(DueBounces.SYSTEM_FAILURE);
            assertThat(due.next(1)).containsExactly(new QueueId(1));
        }

        @Test
        void isNotBlamedForAQueueThatIsAway() {
            waits(1);
            bouncer.queueIsAway = true;

            assertThatThrownBy(() -> due.bounce(new QueueId(1))).isInstanceOf(QueueUnavailableException.class);
            assertThat(due.next(1)).containsExactly(new QueueId(1));
        }
    }
}
