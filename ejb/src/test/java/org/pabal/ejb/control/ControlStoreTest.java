package org.pabal.ejb.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pabal.core.address.DomainName;
import org.pabal.ejb.TestDatabase;

class ControlStoreTest {
    private static final Precondition ALWAYS = new Precondition.Always();

    private final TestDatabase database = new TestDatabase();
    private final ControlTexts texts = new TransactionalTexts(database);
    private final ControlStore store = new ControlStore(texts);

    @BeforeEach
    void install() {
        assertThat(texts.install(Map.of("control/me", "mx.example.org\n"), "first start"))
                .isTrue();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private TextChange.Stored stored(TextChange change) {
        return assertThat(change)
                .isInstanceOf(TextChange.Stored.class)
                .extracting(TextChange.Stored.class::cast)
                .actual();
    }

    @Test
    void aChangeIsInEffectWhenPutReturns() {
        assertThat(store.current().databytes()).isZero();

        TextChange.Stored change = stored(store.put("databytes", "1000\n", ALWAYS, "ada"));

        assertThat(change.created()).isTrue();
        assertThat(change.now().changedBy()).isEqualTo("ada");
        assertThat(store.current().databytes()).isEqualTo(1000);
    }

    @Test
    void theTextIsKeptExactlyAsItWasWritten() {
        String text = "# ours\n\n  \nexample.org  \nexample.net";
        stored(store.put("locals", text, ALWAYS, "ada"));
        assertThat(store.find("locals").orElseThrow().stored().orElseThrow().text())
                .isEqualTo(text);
    }

    @Test
    void aBadValueIsRefusedAndTheOldOneStays() {
        stored(store.put("databytes", "1000", ALWAYS, "ada"));

        TextChange change = store.put("databytes", "many", ALWAYS, "ada");

        assertThat(change)
                .isInstanceOfSatisfying(
                        TextChange.Refused.class,
                        refused -> assertThat(refused.sentence()).contains("databytes"));
        assertThat(store.current().databytes()).isEqualTo(1000);
        assertThat(texts.find("control/databytes").orElseThrow().text()).isEqualTo("1000");
    }

    @Test
    void meCannotBeRemovedSinceOthersDefaultToIt() {
        assertThat(store.delete("me", ALWAYS, "ada"))
                .isInstanceOfSatisfying(
                        TextChange.Refused.class,
                        refused -> assertThat(refused.sentence()).contains("me"));
        assertThat(store.current().me()).isEqualTo(new DomainName("mx.example.org"));
    }

    @Test
    void anUnknownNameIsNeverStored() {
        assertThat(store.put("badhelo", "x", ALWAYS, "ada")).isInstanceOf(TextChange.Refused.class);
        assertThat(store.find("badhelo")).isEmpty();
        assertThat(texts.list("control").texts()).hasSize(1);
    }

    @Test
    void removingGoesBackToTheDefault() {
        stored(store.put("databytes", "1000", ALWAYS, "ada"));
        assertThat(store.delete("databytes", ALWAYS, "ada")).isEqualTo(new TextChange.Removed());
        assertThat(store.current().databytes()).isZero();
        assertThat(store.delete("databytes", ALWAYS, "ada")).isEqualTo(new TextChange.Missing());
    }

    @Test
    void theListHasEverySettingWithItsDefault() {
        List<ControlEntry> entries = store.list();
        assertThat(entries)
                .extracting(ControlEntry::name)
                .contains("me", "locals", "queuelifetime")
                .isSorted();
        assertThat(entries.stream().filter(entry -> entry.stored().isPresent()))
                .extracting(ControlEntry::name)
                .containsExactly("me");
        assertThat(store.find("queuelifetime").orElseThrow().effective()).contains("604800");
    }

    @Nested
    class WithPreconditions {
        @Test
        void aVersionThatIsOutOfDateChangesNothingAndShowsTheCurrentOne() {
            long seen = stored(store.put("databytes", "1", ALWAYS, "ada")).now().version();
            stored(store.put("databytes", "2", ALWAYS, "bob"));

            TextChange change = store.put("databytes", "3", new Precondition.IfVersion(Set.of(seen)), "ada");

            assertThat(change)
                    .isInstanceOfSatisfying(
                            TextChange.Outdated.class,
                            outdated -> assertThat(
                                            outdated.current().orElseThrow().changedBy())
                                    .isEqualTo("bob"));
            assertThat(store.current().databytes()).isEqualTo(2);
        }

        @Test
        void aVersionIsNeverUsedTwiceNotEvenAfterRemoval() {
            long first =
                    stored(store.put("databytes", "1", ALWAYS, "ada")).now().version();
            store.delete("databytes", ALWAYS, "ada");
            long second =
                    stored(store.put("databytes", "1", ALWAYS, "ada")).now().version();
            assertThat(second).isGreaterThan(first);
            assertThat(store.delete("databytes", new Precondition.IfVersion(Set.of(first)), "ada"))
                    .isInstanceOf(TextChange.Outdated.class);
        }

        @Test
        void ifAbsentMakesOnlyOneOfTwo() {
            Precondition absent = new Precondition.IfAbsent();
            assertThat(store.put("databytes", "1", absent, "ada")).isInstanceOf(TextChange.Stored.class);
            assertThat(store.put("databytes", "2", absent, "bob")).isInstanceOf(TextChange.Outdated.class);
        }

        @Test
        void ofManyWritersWithTheSameVersionOneWins() throws Exception {
            long seen = stored(store.put("databytes", "1", ALWAYS, "ada")).now().version();
            int writers = 8;
            CyclicBarrier start = new CyclicBarrier(writers);
            Callable<TextChange> writer = () -> {
                start.await();
                return store.put("databytes", "2", new Precondition.IfVersion(Set.of(seen)), "ada");
            };
            try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
                int winners = 0;
                for (Future<TextChange> result : threads.invokeAll(java.util.Collections.nCopies(writers, writer))) {
                    winners += result.get() instanceof TextChange.Stored ? 1 : 0;
                }
                assertThat(winners).isEqualTo(1);
            }
        }
    }

    @Nested
    class OnAnotherNode {
        private final ControlStore other = new ControlStore(texts);

        @Test
        void aChangeIsSeenAfterTheNextRefresh() {
            assertThat(other.current().databytes()).isZero();
            stored(store.put("databytes", "7", ALWAYS, "ada"));
            assertThat(other.current().databytes()).isZero();

            other.refresh(texts.generation());

            assertThat(other.current().databytes()).isEqualTo(7);
        }

        @Test
        void nothingIsReadWhenNothingChanged() {
            Object before = other.current();
            other.refresh(texts.generation());
            assertThat(other.current()).isSameAs(before);
        }
    }

    @Test
    void aSecondNodeThatStartsForTheFirstTimeInstallsNothing() {
        assertThat(texts.install(Map.of("control/me", "other.example.org\n"), "first start"))
                .isFalse();
        assertThat(texts.find("control/me").map(StoredText::text)).isEqualTo(Optional.of("mx.example.org\n"));
    }
}
