package org.pabal.ejb.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.control.ControlSettings;
import org.pabal.core.message.Content;
import org.pabal.core.queue.BodyType;
import org.pabal.core.queue.Channel;
import org.pabal.core.queue.DeliveryOutcome;
import org.pabal.core.queue.MailOptions;
import org.pabal.core.queue.QueueId;
import org.pabal.core.queue.RecipientOptions;
import org.pabal.ejb.control.ControlStore;
import org.pabal.ejb.queue.DueMail;
import org.pabal.ejb.queue.DueRecipient;
import org.pabal.ejb.queue.NewMail;
import org.pabal.ejb.queue.Share;

/** What is written for the events of a queue, line for line (qmail-log(5)). */
class QueueLogTest {
    private static final QueueId ID = new QueueId(21);
    private static final MailOptions OPTIONS = MailOptions.of(BodyType.SEVEN_BIT);
    private static final EmailAddress TO = EmailAddress.require("r@far.test");

    private final List<String> lines = new ArrayList<>();
    private int concurrencyRemote = 20;
    private final ControlStore controls = new ControlStore() {
        @Override
        public ControlSettings current() {
            return ControlSettings.require(
                    Map.of("me", "local.test", "concurrencyremote", Integer.toString(concurrencyRemote)));
        }
    };
    private final ServiceLogs logs = new ServiceLogs() {
        @Override
        void write(String service, String... written) {
            assertThat(service).isEqualTo("qmail-send");
            lines.addAll(List.of(written));
        }
    };
    private final QueueLog log = new QueueLog(logs, controls);

    @Test
    void aServiceBeginsWithItsStatusAndEndsWithItsExit() {
        log.status();
        concurrencyRemote = 3;
        log.status();
        log.stopping();
        log.status();
        log.exiting();

        assertThat(lines)
                .containsExactly(
                        "status: local 0/10 remote 0/20",
                        "status: local 0/10 remote 0/3",
                        "status: local 0/10 remote 0/3 exitasap",
                        "status: exiting");
    }

    @Test
    void aMessageThatFailsIsBouncedAndEnds() {
        Content content = new Content.InMemory("Subject: x\n\n".getBytes(StandardCharsets.US_ASCII));
        NewMail.NewRecipient recipient = new NewMail.NewRecipient(Channel.REMOTE, TO, RecipientOptions.NONE);
        log.queued(new NewMail(
                ID,
                ReversePath.require("s@x.test"),
                OPTIONS,
                Instant.EPOCH,
                List.of(recipient),
                content,
                Optional.empty()));
        QueueLog.Slot slot = log.slot(Channel.REMOTE, 1);
        slot.ended(slot.starting(due(Channel.REMOTE)), new DeliveryOutcome.Failed("no (#5.1.1)\n"));
        slot.close();
        log.bounceTrouble();
        log.bounced(ID, new QueueId(22));
        log.ended(ID);
        log.tripleBounce(new QueueId(23));

        assertThat(lines)
                .containsExactly(
                        "new msg 21",
                        "info msg 21: bytes 12 from <s@x.test> qp 21 uid 0",
                        "starting delivery 1: msg 21 to remote r@far.test",
                        "status: local 0/10 remote 1/20",
                        "delivery 1: failure: no_(#5.1.1)/",
                        "status: local 0/10 remote 0/20",
                        "warning: trouble injecting bounce message, will try later",
                        "bounce msg 21 qp 22",
                        "end msg 21",
                        "triple bounce: discarding bounce/23");
    }

    private static DueRecipient due(Channel channel) {
        return new DueRecipient(
                new DueMail(ID, ReversePath.require("s@x.test"), OPTIONS, Instant.EPOCH, 12, true, false),
                0,
                channel,
                TO,
                RecipientOptions.NONE,
                Share.FEW);
    }

    @Test
    void aStatusFollowsEachStartAndEndAndCountsTheSlotsThatAreBusy() {
        DeliveryOutcome done = new DeliveryOutcome.Delivered("");
        try (QueueLog.Slot two = log.slot(Channel.LOCAL, 2);
                QueueLog.Slot one = log.slot(Channel.REMOTE, 1)) {
            long first = two.starting(due(Channel.LOCAL));
            long second = two.starting(due(Channel.LOCAL));
            long third = one.starting(due(Channel.REMOTE));
            two.ended(first, done);
            one.ended(third, done);
            two.ended(second, done);
        }

        assertThat(lines)
                .containsExactly(
                        "starting delivery 1: msg 21 to local r@far.test",
                        "status: local 1/10 remote 1/20",
                        "starting delivery 2: msg 21 to local r@far.test",
                        "status: local 1/10 remote 1/20",
                        "starting delivery 3: msg 21 to remote r@far.test",
                        "status: local 1/10 remote 1/20",
                        "delivery 1: success: ",
                        "status: local 1/10 remote 1/20",
                        "delivery 3: success: ",
                        "status: local 1/10 remote 0/20",
                        "delivery 2: success: ",
                        "status: local 0/10 remote 0/20");
    }

    @Test
    void aSurpriseLeavesNoSlotBusy() {
        QueueLog.Slot slot = log.slot(Channel.LOCAL, 2);
        slot.starting(due(Channel.LOCAL));
        slot.close();
        slot.close();
        log.status();

        assertThat(lines.getLast()).isEqualTo("status: local 0/10 remote 0/20");
    }
}
