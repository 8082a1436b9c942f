package org.pabal.ejb.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pabal.core.address.ReversePath;
import org.pabal.core.policy.DestinationLimits.Limit;
import org.pabal.core.policy.RateLimiter.Rate;
import org.pabal.core.queue.Channel;
import org.pabal.core.routing.Route;

/** Who gets the next slot. Groups are written as what is in them: {@code 7:a.test*100} is 100 recipients of message 7. */
class RemoteLineTest {
    private static final int SLOTS = 20;

    private final Map<String, Limit> limits = new HashMap<>();
    private Instant now = Instant.parse("2026-11-27T09:00:00Z");
    private final RemoteLine line = new RemoteLine(
            recipient -> new Route.MailExchangers(recipient.address().domain()),
            route ->
                    limits.getOrDefault(((Route.MailExchangers) route).domain().key(), new Limit(20, Optional.empty())),
            () -> now);
    private long number;

    private void add(long message, String domain, int recipients) {
        IntStream.range(0, recipients).forEach(i -> line.add(Due.remote(message, i, domain, Share.FEW)));
    }

    private Optional<DueGroup> next() {
        return line.next(++number, SLOTS);
    }

    private String shown(DueGroup group) {
        DueRecipient first = group.recipients().getFirst();
        return first.mail().id().value() + ":" + first.address().domain().key() + "*"
                + group.recipients().size();
    }

    /** Takes so many groups that stay on their way. */
    private List<String> take(int most) {
        List<String> taken = new ArrayList<>();
        for (Optional<DueGroup> group = next();
                group.isPresent();
                group = taken.size() < most ? next() : Optional.empty()) {
            taken.add(shown(group.get()));
        }
        return taken;
    }

    private void serve(int groups, Feedback feedback) {
        for (int i = 0; i < groups; i++) {
            line.ended(next().orElseThrow(), feedback);
        }
    }

    @Test
    void destinationsTakeTurnsAndAtEachItsMessages() {
        add(1, "a.test", 250);
        add(2, "a.test", 1);
        add(3, "b.test", 1);

        assertThat(take(10)).containsExactly("1:a.test*100", "3:b.test*1", "2:a.test*1", "1:a.test*100", "1:a.test*50");
        assertThat(line.waiting()).isZero();
    }

    @Test
    void aVerpSenderIsAnotherOneForEachRecipient() {
        for (int i = 0; i < 3; i++) {
            line.add(Due.remote(1, i, "a.test", Share.FEW, ReversePath.require("list-@host-@[]")));
        }

        assertThat(take(10)).containsExactly("1:a.test*1", "1:a.test*1", "1:a.test*1");
    }

    @Test
    void anUnknownDestinationGetsFewAtFirstAndOneMoreForEachServed() {
        for (int message = 1; message <= 40; message++) {
            add(message, "a.test", 1);
        }
        assertThat(take(99)).hasSize(Destination.AT_FIRST);

        for (long running = 1; running <= 5; running++) {
            line.ended(
                    new DueGroup(running, Channel.REMOTE, List.of(Due.remote(1, 0, "a.test", Share.FEW))),
                    Feedback.SERVED);
        }

        assertThat(take(99)).hasSize(2 * Destination.AT_FIRST);
    }

    @Test
    void itsLimitIsNeverExceeded() {
        limits.put("a.test", new Limit(7, Optional.empty()));
        for (int message = 1; message <= 100; message++) {
            add(message, "a.test", 1);
        }
        serve(50, Feedback.SERVED);

        assertThat(take(99)).hasSize(7);
    }

    @Test
    void refusalsHalveIt() {
        for (int message = 1; message <= 100; message++) {
            add(message, "a.test", 1);
        }
        serve(15, Feedback.SERVED);
        assertThat(line.states(1).getFirst().concurrency()).isEqualTo(20);
        serve(1, Feedback.REFUSED);
        assertThat(line.states(1).getFirst().concurrency()).isEqualTo(10);
        serve(9, Feedback.REFUSED);
        assertThat(line.states(1).getFirst().concurrency()).isEqualTo(1);
    }

    private void servedBefore(String domain) {
        add(500, domain, 1);
        serve(1, Feedback.SERVED);
    }

    @Test
    void thoseThatNothingIsKnownOfHaveThreeQuartersOfTheSlotsAndTheServedAllThatIsLeft() {
        servedBefore("good.test");
        for (int message = 1; message <= 30; message++) {
            add(message, "new" + message + ".test", 3);
        }

        assertThat(take(99)).hasSize(SLOTS * 3 / 4);

        add(99, "good.test", 1);
        assertThat(take(1)).containsExactly("99:good.test*1");
    }

    @Test
    void thoseThatRefusedHaveHalfAndTheNewTheirPart() {
        servedBefore("good.test");
        for (int message = 1; message <= 30; message++) {
            line.add(Due.remote(message, 0, "dead" + message + ".test", Share.DEFERRED));
        }
        assertThat(take(99)).hasSize(SLOTS / 2);

        add(98, "new.test", 1);
        add(99, "good.test", 1);
        assertThat(take(9)).containsExactlyInAnyOrder("98:new.test*1", "99:good.test*1");
    }

    @Test
    void ofOneSlotEachStandingHasItsTurn() {
        servedBefore("good.test");
        for (int message = 1; message <= 3; message++) {
            add(message, "good.test", 1);
            add(10 + message, "new" + message + ".test", 1);
            line.add(Due.remote(20 + message, 0, "dead" + message + ".test", Share.DEFERRED));
        }
        List<String> order = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            DueGroup group = line.next(++number, 1).orElseThrow();
            order.add(shown(group).replaceAll(":.*", ""));
            line.ended(group, Long.parseLong(order.getLast()) > 20 ? Feedback.REFUSED : Feedback.SERVED);
        }

        assertThat(order).contains("1", "2", "11", "12", "21", "22");
    }

    @Test
    void whoAnswersIsServedFromThenOn() {
        add(1, "a.test", 1);
        add(2, "a.test", 1);
        add(3, "a.test", 1);
        assertThat(line.states(1).getFirst().standing()).isEqualTo(Standing.NEW);
        serve(1, Feedback.REFUSED);
        assertThat(line.states(1).getFirst().standing()).isEqualTo(Standing.REFUSED);
        serve(1, Feedback.SERVED);

        assertThat(line.states(1).getFirst().standing()).isEqualTo(Standing.SERVED);
        assertThat(take(9)).containsExactly("3:a.test*1");
    }

    @Test
    void aRateThatIsUsedUpMakesItsDestinationWaitAndNoOther() {
        limits.put("slow.test", new Limit(20, Optional.of(new Rate(10, Duration.ofSeconds(10)))));
        add(1, "slow.test", 25);
        add(2, "b.test", 1);

        assertThat(take(9)).containsExactly("1:slow.test*10", "2:b.test*1");
        assertThat(line.states(1).getFirst().asleep()).isPresent();

        now = now.plusSeconds(3);
        assertThat(take(9)).containsExactly("1:slow.test*3");
        now = now.plusSeconds(60);
        assertThat(take(9)).containsExactly("1:slow.test*10");
        now = now.plusSeconds(60);
        assertThat(take(9)).containsExactly("1:slow.test*2");
        assertThat(line.waiting()).isZero();
    }

    @Test
    void whatHasNotBegunIsGivenBackAndComesAgain() {
        limits.put("slow.test", new Limit(20, Optional.of(new Rate(1, Duration.ofHours(1)))));
        add(1, "a.test", 3);
        add(2, "slow.test", 3);
        take(2);
        take(1);

        assertThat(line.drain()).hasSize(2);
        assertThat(line.waiting()).isZero();
        assertThat(take(9)).isEmpty();

        add(3, "a.test", 1);
        assertThat(take(9)).containsExactly("3:a.test*1");
    }

    @Test
    void aGroupOfAnotherLifeChangesNothing() {
        line.ended(new DueGroup(77, Channel.REMOTE, List.of(Due.remote(1, 0, "a.test", Share.FEW))), Feedback.REFUSED);

        add(1, "a.test", 1);
        assertThat(line.states(1).getFirst().standing()).isEqualTo(Standing.NEW);
    }
}
