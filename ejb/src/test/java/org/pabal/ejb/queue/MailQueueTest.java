package org.pabal.ejb.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pabal.core.queue.Channel.LOCAL;
import static org.pabal.core.queue.Channel.REMOTE;
import static org.pabal.core.queue.RecipientState.FAILED;
import static org.pabal.core.queue.RecipientState.HELD;
import static org.pabal.core.queue.RecipientState.WAITING;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.message.Content;
import org.pabal.core.operations.MailSelector;
import org.pabal.core.queue.Channel;
import org.pabal.core.queue.QueueId;
import org.pabal.core.queue.RecipientState;

class MailQueueTest {
    private final QueueDatabase database = new QueueDatabase();
    private final MailQueue queue = queue();

    private MailQueue queue() {
        QueueStatistics statistics = new QueueStatistics();
        statistics.dataSource = database.dataSource();
        ContentSpool contents = new ContentSpool();
        contents.dataSource = database.dataSource();
        MailQueue made = new MailQueue(statistics, contents);
        made.em = database.em;
        return made;
    }

    @AfterEach
    void close() {
        database.close();
    }

    private QueueId queued(long id, String sender, String recipient, Channel channel, RecipientState state) {
        QueueId message = database.message(id, sender, "Subject: hi\n\nhi\n");
        database.recipient(message, recipient, channel, state);
        return message;
    }

    private static MailSelector recipients(String pattern) {
        return MailSelector.require(Map.of("recipient", pattern));
    }

    private List<Long> ids(MailSelector filter) {
        return queue.stream(filter).map(mail -> mail.id().value()).toList();
    }

    @Test
    void anEmptyQueueCountsNothing() {
        assertThat(queue.stats()).isEqualTo(new QueueStats(0, 0, 0, 0, 0, 0));
        assertThat(queue.page(MailSelector.ALL, Optional.empty(), 10))
                .isEqualTo(new QueuePage(List.of(), Optional.empty()));
    }

    @Test
    void countsMessagesAndTheirUndeliveredRecipients() {
        QueueId both = queued(1, "a@b.test", "one@local.test", LOCAL, WAITING);
        database.recipient(both, "two@far.test", REMOTE, HELD);
        queued(2, "a@b.test", "three@far.test", REMOTE, WAITING);
        queued(3, "a@b.test", "four@far.test", REMOTE, FAILED);
        database.execute("update message set bounce_due = true where id = 3");

        assertThat(queue.stats()).isEqualTo(new QueueStats(3, 1, 2, 1, 1, 48));
    }

    @Test
    void showsEnvelopeAndEveryUndeliveredRecipientInOrder() {
        QueueId id = queued(5, "a@b.test", "one@local.test", LOCAL, WAITING);
        database.recipient(id, "two@far.test", REMOTE, WAITING, QueueDatabase.NODE);
        database.execute(
                "update recipient set attempts = 2, last_attempt = ?1, last_report = ?2 where position = 0",
                QueueDatabase.BIRTH.plusSeconds(100).atOffset(java.time.ZoneOffset.UTC),
                "not now (#4.3.0)");

        QueuedMail mail = queue.find(id).orElseThrow();

        assertThat(mail.sender()).isEqualTo(ReversePath.require("a@b.test"));
        assertThat(mail.octets()).isEqualTo(16);
        assertThat(mail.birth()).isEqualTo(QueueDatabase.BIRTH);
        assertThat(mail.bouncing()).isFalse();
        assertThat(mail.recipients())
                .containsExactly(
                        new QueuedMail.Recipient(
                                0,
                                EmailAddress.require("one@local.test"),
                                LOCAL,
                                WAITING,
                                2,
                                Optional.of(QueueDatabase.BIRTH.plusSeconds(100)),
                                QueueDatabase.LATER,
                                Optional.of("not now (#4.3.0)"),
                                false,
                                Optional.empty(),
                                Optional.empty()),
                        new QueuedMail.Recipient(
                                1,
                                EmailAddress.require("two@far.test"),
                                REMOTE,
                                WAITING,
                                0,
                                Optional.empty(),
                                QueueDatabase.LATER,
                                Optional.empty(),
                                true,
                                Optional.empty(),
                                Optional.empty()));
    }

    @Test
    void aMessageWithAFailedRecipientIsBouncing() {
        QueueId id = queued(5, "a@b.test", "one@local.test", LOCAL, FAILED);

        assertThat(queue.find(id).orElseThrow().bouncing()).isTrue();
    }

    @Test
    void thereIsNoMessageOfAnUnknownId() {
        assertThat(queue.find(new QueueId(99))).isEmpty();
        assertThat(queue.content(new QueueId(99))).isEmpty();
    }

    @Nested
    class Pages {
        @Test
        void followEachOtherWithoutGapOrRepetition() {
            for (int i = 1; i <= 7; i++) {
                queued(i, "a@b.test", "r@far.test", REMOTE, WAITING);
            }
            List<Long> seen = new ArrayList<>();
            Optional<QueueCursor> cursor = Optional.empty();
            do {
                QueuePage page = queue.page(MailSelector.ALL, cursor, 3);
                page.messages().forEach(mail -> seen.add(mail.id().value()));
                cursor = page.next();
            } while (cursor.isPresent());

            assertThat(seen).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        }

        @Test
        void neverCutAMessageWithManyRecipients() {
            QueueId many = queued(1, "a@b.test", "r0@far.test", REMOTE, WAITING);
            for (int i = 1; i < 9; i++) {
                database.recipient(many, "r" + i + "@far.test", REMOTE, WAITING);
            }
            queued(2, "a@b.test", "r@far.test", REMOTE, WAITING);

            QueuePage first = queue.page(MailSelector.ALL, Optional.empty(), 3);

            assertThat(first.messages())
                    .singleElement()
                    .satisfies(m -> assertThat(m.recipients()).hasSize(9));
            QueuePage second = queue.page(MailSelector.ALL, first.next(), 3);
            assertThat(second.messages()).extracting(QueuedMail::id).containsExactly(new QueueId(2));
            assertThat(second.next()).isEmpty();
        }

        @Test
        void holdFewerMessagesWhenThoseHaveTooManyRecipients() {
            queued(1, "a@b.test", "r@far.test", REMOTE, WAITING);
            queued(2, "a@b.test", "r@far.test", REMOTE, WAITING);
            queued(3, "a@b.test", "r@far.test", REMOTE, WAITING);
            database.execute("update message set recipients = 6000");

            QueuePage page = queue.page(MailSelector.ALL, Optional.empty(), 10);

            assertThat(page.messages()).extracting(QueuedMail::id).containsExactly(new QueueId(1));
            assertThat(ids(MailSelector.ALL)).containsExactly(1L, 2L, 3L);
        }

        @Test
        void areNeverUnlimited() {
            assertThatThrownBy(() -> queue.page(MailSelector.ALL, Optional.empty(), MailQueue.MAX_PAGE + 1))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Filters {
        @Test
        void findRecipientsByAddressInAnyCase() {
            queued(1, "a@b.test", "Some_One@far.test", REMOTE, WAITING);
            queued(2, "a@b.test", "someXone@far.test", REMOTE, WAITING);

            assertThat(ids(recipients("some_one@FAR.test"))).containsExactly(1L);
        }

        @Test
        void findRecipientsByDomainButNotBySubdomain() {
            queued(1, "a@b.test", "x@far.test", REMOTE, WAITING);
            queued(2, "a@b.test", "x@sub.far.test", REMOTE, WAITING);
            queued(3, "a@b.test", "x@notfar.test", REMOTE, WAITING);

            assertThat(ids(recipients("@far.test"))).containsExactly(1L);
        }

        @Test
        void findTheNullSender() {
            queued(1, "", "x@far.test", REMOTE, WAITING);
            queued(2, "a@b.test", "x@far.test", REMOTE, WAITING);

            assertThat(ids(MailSelector.require(Map.of("sender", "<>")))).containsExactly(1L);
        }

        @Test
        void wantOneRecipientForWhichAllIsTrue() {
            QueueId id = queued(1, "a@b.test", "x@local.test", LOCAL, WAITING);
            database.recipient(id, "y@far.test", REMOTE, HELD);
            queued(2, "a@b.test", "x@far.test", REMOTE, HELD);

            assertThat(ids(MailSelector.require(Map.of("sender", "@b.test", "channel", "local", "state", "held"))))
                    .isEmpty();
            assertThat(ids(MailSelector.require(Map.of("channel", "remote", "state", "held"))))
                    .containsExactly(1L, 2L);
        }

        @Test
        void lookAtTheSizeAndAgeOfTheMessage() {
            queued(1, "a@b.test", "x@far.test", REMOTE, WAITING);
            queued(2, "a@b.test", "x@far.test", REMOTE, WAITING);
            database.execute("update message set octets = 5000, birth = current_timestamp where id = 2");

            assertThat(ids(MailSelector.require(Map.of("largerThan", "4KiB")))).containsExactly(2L);
            assertThat(ids(MailSelector.require(Map.of("smallerThan", "4KiB")))).containsExactly(1L);
            assertThat(ids(MailSelector.require(Map.of("olderThan", "1h")))).containsExactly(1L);
            assertThat(ids(MailSelector.require(Map.of("youngerThan", "1h")))).containsExactly(2L);
            assertThat(ids(MailSelector.require(Map.of("youngerThan", "1h", "smallerThan", "4KiB"))))
                    .isEmpty();
        }
    }

    @Nested
    class Contents {
        @Test
        void ofASmallMessageIsInItsRow() throws IOException {
            QueueId id = queued(1, "a@b.test", "x@local.test", LOCAL, WAITING);

            assertThat(text(queue.content(id).orElseThrow())).isEqualTo("Subject: hi\n\nhi\n");
        }

        @Test
        void ofALargeMessageIsReadChunkByChunkAndMoreThanOnce() throws IOException {
            Content content = queue.content(database.chunked(1, "Subject: big\n", "\n", "one", "two"))
                    .orElseThrow();

            assertThat(content.octets()).isEqualTo(20);
            assertThat(text(content)).isEqualTo("Subject: big\n\nonetwo");
            assertThat(text(content)).isEqualTo("Subject: big\n\nonetwo");
        }

        private String text(Content content) throws IOException {
            try (InputStream in = content.open()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}
