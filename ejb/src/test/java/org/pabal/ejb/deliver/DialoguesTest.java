package org.pabal.ejb.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.control.ControlSettings;
import org.pabal.core.operations.Directive;
import org.pabal.core.operations.Order;
import org.pabal.core.operations.Relay;
import org.pabal.core.queue.BodyType;
import org.pabal.core.queue.Channel;
import org.pabal.core.queue.MailOptions;
import org.pabal.core.queue.QueueId;
import org.pabal.core.queue.RecipientOptions;
import org.pabal.core.smtp.client.DialogueLine;
import org.pabal.ejb.deliver.Explanation.Source;
import org.pabal.ejb.deliver.Explanation.Way;
import org.pabal.ejb.queue.DueMail;
import org.pabal.ejb.queue.DueRecipient;
import org.pabal.ejb.queue.Share;

class DialoguesTest {
    private static final EmailAddress FAR = EmailAddress.require("u@far.test");

    private final Dialogues dialogues = new Dialogues();

    private static DueRecipient recipient(long message) {
        DueMail mail = new DueMail(
                new QueueId(message),
                ReversePath.require("a@b.test"),
                MailOptions.of(BodyType.SEVEN_BIT),
                Instant.EPOCH,
                3,
                true,
                false);
        return new DueRecipient(mail, 0, Channel.REMOTE, FAR, RecipientOptions.NONE, Share.FEW);
    }

    private static Dialogues.Dialogue dialogue(String text) {
        return new Dialogues.Dialogue(Instant.EPOCH, List.of(new DialogueLine(DialogueLine.Kind.HEARD, text)));
    }

    @Test
    void theLastOfEachRecipientIsKept() {
        dialogues.keep(recipient(1), dialogue("first"));
        dialogues.keep(recipient(1), dialogue("second"));

        assertThat(dialogues.find(new QueueId(1), 0)).contains(dialogue("second"));
        assertThat(dialogues.find(new QueueId(1), 1)).isEmpty();
        assertThat(dialogues.find(new QueueId(2), 0)).isEmpty();
    }

    @Test
    void whatIsDeliveredIsForgotten() {
        dialogues.keep(recipient(1), dialogue("first"));
        dialogues.forget(recipient(1));

        assertThat(dialogues.find(new QueueId(1), 0)).isEmpty();
    }

    @Test
    void onlyTheNewestAreKept() {
        for (int message = 1; message <= Dialogues.KEPT; message++) {
            dialogues.keep(recipient(message), dialogue("first"));
        }
        dialogues.keep(recipient(1), dialogue("second"));
        dialogues.keep(recipient(Dialogues.KEPT + 1), dialogue("first"));

        assertThat(dialogues.find(new QueueId(1), 0)).contains(dialogue("second"));
        assertThat(dialogues.find(new QueueId(2), 0)).isEmpty();
        assertThat(dialogues.find(new QueueId(3), 0)).isPresent();
    }

    private static Way way(String relay, String directive, String smtproutes) {
        ControlSettings settings = ControlSettings.require(Map.of("me", "local.test", "smtproutes", smtproutes));
        return Ways.of(
                Channel.REMOTE,
                FAR,
                Optional.of(relay).filter(text -> !text.isEmpty()).map(Relay::new),
                Optional.of(directive)
                        .filter(text -> !text.isEmpty())
                        .map(text -> new Directive(3, Order.parse(text), Instant.MAX)),
                settings);
    }

    @Test
    void aDirectivesWayCountsBeforeAnOperatorsAndThatBeforeTheSettings() {
        assertThat(way("", "", "").source()).isEqualTo(Source.DNS);
        assertThat(way("", "", "far.test:hub.test").source()).isEqualTo(Source.SMTPROUTES);
        assertThat(way("a.test", "", "far.test:hub.test"))
                .isEqualTo(new Way(Source.OPERATOR, Optional.of(new Relay("a.test").route()), Optional.empty()));
        assertThat(way("a.test", "reroute relay=b.test all", "far.test:hub.test"))
                .isEqualTo(new Way(Source.DIRECTIVE, Optional.of(new Relay("b.test").route()), Optional.of(3L)));
        assertThat(way("a.test", "reroute relay= all", "far.test:hub.test"))
                .isEqualTo(new Way(Source.DIRECTIVE, Optional.of(new Relay("hub.test").route()), Optional.of(3L)));
    }
}
