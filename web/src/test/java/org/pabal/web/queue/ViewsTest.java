package org.pabal.web.queue;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.bind.JsonbBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pabal.batch.Task;
import org.pabal.batch.TaskProgress;
import org.pabal.batch.TaskState;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.operations.Relay;
import org.pabal.core.queue.BodyType;
import org.pabal.core.queue.Channel;
import org.pabal.core.queue.QueueId;
import org.pabal.core.queue.RecipientState;
import org.pabal.core.queue.RetrySchedule;
import org.pabal.core.smtp.client.DialogueLine;
import org.pabal.ejb.deliver.Dialogues;
import org.pabal.ejb.deliver.Explanation;
import org.pabal.ejb.queue.DestinationState;
import org.pabal.ejb.queue.QueueCursor;
import org.pabal.ejb.queue.QueuePage;
import org.pabal.ejb.queue.QueueStats;
import org.pabal.ejb.queue.QueuedMail;
import org.pabal.ejb.queue.Standing;

/** The views as JSON, as the server's own JSON binding writes them. */
class ViewsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final QueuedMail MAIL = new QueuedMail(
            new QueueId(12),
            ReversePath.require("ada@local.test"),
            BodyType.EIGHT_BIT_MIME,
            4096,
            NOON,
            false,
            List.of(
                    recipient(
                            Channel.REMOTE, RecipientState.WAITING, Optional.of(NOON), Optional.of("come \"back\"\n")),
                    recipient(Channel.LOCAL, RecipientState.FAILED, Optional.empty(), Optional.empty())));
    private static final String MAIL_JSON = """
            {"arrived":"2026-03-01T12:00:00Z","bouncing":true,"id":12,"octets":4096,"recipients":[\
            {"address":"you@elsewhere.test","attempts":2,"cause":"other","channel":"remote","inFlight":false,"lastAttempt":"2026-03-01T12:00:00Z",\
            "lastReport":"come \\"back\\"\\n","nextAttempt":"2026-03-01T12:00:00Z","state":"waiting"},\
            {"address":"you@elsewhere.test","attempts":2,"channel":"local","inFlight":false,"state":"failed"}],\
            "sender":"ada@local.test"}""";

    private static QueuedMail.Recipient recipient(
            Channel channel, RecipientState state, Optional<Instant> lastAttempt, Optional<String> report) {
        return new QueuedMail.Recipient(
                0,
                EmailAddress.require("you@elsewhere.test"),
                channel,
                state,
                2,
                lastAttempt,
                NOON,
                report,
                false,
                Optional.empty(),
                Optional.empty());
    }

    private static String json(Object view) {
        return JsonbBuilder.create().toJson(view);
    }

    @Test
    void aMessageLeavesOutWhatIsNotThere() {
        assertThat(json(QueuedMailView.of(MAIL))).isEqualTo(MAIL_JSON);
    }

    @Test
    void aPageHasTheCursorOfTheNext() {
        QueueCursor cursor = new QueueCursor(new QueueId(12));

        assertThat(json(QueuePageView.of(new QueuePage(List.of(MAIL), Optional.of(cursor)))))
                .isEqualTo("{\"messages\":[" + MAIL_JSON + "],\"next\":\"" + cursor.text() + "\"}");
        assertThat(json(QueuePageView.of(new QueuePage(List.of(), Optional.empty()))))
                .isEqualTo("{\"messages\":[]}");
    }

    @Test
    void aStreamIsOneObjectALine() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new NdJson(() -> Stream.of(QueuedMailView.of(MAIL), QueuedMailView.of(MAIL))).write(out);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(MAIL_JSON + "\n" + MAIL_JSON + "\n");
    }

    @Test
    void statisticsHaveQmailsCountOfTheUnprocessed() {
        assertThat(json(QueueStatsView.of(new QueueStats(3, 1, 2, 1, 0, 4200))))
                .isEqualTo(
                        "{\"bouncing\":0,\"held\":1,\"local\":1,\"messages\":3,\"octets\":4200,\"remote\":2,\"unprocessed\":0}");
    }

    @Test
    void aTaskShowsItsProgress() {
        Task task = new Task(
                7,
                "queue-order",
                "retry all",
                TaskState.RUNNING,
                Optional.of(new TaskProgress(120, 3, OptionalLong.of(4500))),
                "ada",
                "alpha",
                NOON,
                Optional.empty());

        assertThat(json(TaskView.of(task))).isEqualTo("""
                        {"done":120,"id":7,"inFlight":3,"job":"queue-order","node":"alpha","startedAt":"2026-03-01T12:00:00Z",\
                        "startedBy":"ada","state":"running","subject":"retry all","total":4500}""");
    }

    @Test
    void anExplanationHasWayStandingScheduleAndDialogue() {
        Explanation.Recipient each = new Explanation.Recipient(
                MAIL.recipients().getFirst(),
                Explanation.Standing.SCHEDULED,
                new Explanation.Way(
                        Explanation.Source.OPERATOR, Optional.of(new Relay("hub.test").route()), Optional.empty()),
                Optional.empty(),
                new Explanation.Limits(
                        3,
                        20,
                        Optional.of(new DestinationState(
                                new Relay("hub.test").route(), 7, 2, 5, Standing.SERVED, Optional.empty()))),
                RetrySchedule.of(Channel.REMOTE, Duration.ofDays(7)),
                List.of(NOON),
                NOON.plus(Duration.ofDays(7)),
                Optional.of(new Dialogues.Dialogue(
                        NOON, List.of(new DialogueLine(DialogueLine.Kind.SAID, "EHLO local.test")))));

        assertThat(json(ExplanationView.of(new Explanation(MAIL, List.of(each)))))
                .isEqualTo("{\"message\":" + MAIL_JSON + """
                        ,"recipients":[{"address":"you@elsewhere.test",\
                        "destination":{"concurrency":5,"destination":"hub.test:25","running":2,"standing":"served","waiting":7},\
                        "dialogue":[{"kind":"said","text":"EHLO local.test"}],"dialogueEnded":"2026-03-01T12:00:00Z",\
                        "lifetimeEnds":"2026-03-08T12:00:00Z","limit":20,"retrySkip":20,"running":3,"standing":"scheduled",\
                        "upcoming":["2026-03-01T12:00:00Z"],"way":{"host":"hub.test:25","source":"operator"}}]}""");
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        assertThat(Version.text()).matches("[0-9].*");
    }
}
