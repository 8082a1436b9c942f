package org.pabal.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.log.QueueLogLine.Load;
import org.pabal.core.log.QueueLogLine.Origin;
import org.pabal.core.queue.Channel;
import org.pabal.core.queue.DeliveryOutcome;
import org.pabal.core.queue.QueueId;

class QueueLogLineTest {
    private static final QueueId ID = new QueueId(4_711);

    @Test
    void theLifeOfAMessageReadsLikeQmailSends() {
        ReversePath sender = ReversePath.require("joe@example.org");
        EmailAddress local = EmailAddress.require("user@local.test");

        assertThat(QueueLogLine.newMessage(ID)).isEqualTo("new msg 4711");
        assertThat(QueueLogLine.info(ID, 1_234, sender, new Origin(99, 7_791)))
                .isEqualTo("info msg 4711: bytes 1234 from <joe@example.org> qp 99 uid 7791");
        assertThat(QueueLogLine.starting(1, ID, Channel.LOCAL, local))
                .isEqualTo("starting delivery 1: msg 4711 to local user@local.test");
        assertThat(QueueLogLine.starting(2, ID, Channel.REMOTE, local))
                .isEqualTo("starting delivery 2: msg 4711 to remote user@local.test");
        assertThat(QueueLogLine.status(new Load(1, 10), new Load(0, 20), false))
                .isEqualTo("status: local 1/10 remote 0/20");
        assertThat(QueueLogLine.ended(1, new DeliveryOutcome.Delivered("did 1+0+0\n")))
                .isEqualTo("delivery 1: success: did_1+0+0/");
        assertThat(QueueLogLine.endMessage(ID)).isEqualTo("end msg 4711");
    }

    @Test
    void outcomesHaveQmailsWords() {
        assertThat(QueueLogLine.ended(3, new DeliveryOutcome.Failed("Sorry, no mailbox here. (#5.1.1)\n")))
                .isEqualTo("delivery 3: failure: Sorry,_no_mailbox_here._(#5.1.1)/");
        assertThat(QueueLogLine.ended(4, new DeliveryOutcome.Deferred("later")))
                .isEqualTo("delivery 4: deferral: later");
        assertThat(QueueLogLine.ended(5, new DeliveryOutcome.Delivered(""))).isEqualTo("delivery 5: success: ");
    }

    @Test
    void bouncesAndTheEndOfTheService() {
        assertThat(QueueLogLine.bounce(ID, 4_712)).isEqualTo("bounce msg 4711 qp 4712");
        assertThat(QueueLogLine.tripleBounce(ID)).isEqualTo("triple bounce: discarding bounce/4711");
        assertThat(QueueLogLine.status(new Load(0, 10), new Load(3, 20), true))
                .isEqualTo("status: local 0/10 remote 3/20 exitasap");
        assertThat(QueueLogLine.exiting()).isEqualTo("status: exiting");
    }

    @Test
    void theNullSenderLeavesItsBracketsEmpty() {
        assertThat(QueueLogLine.info(ID, 10, ReversePath.NULL, new Origin(1, 0)))
                .isEqualTo("info msg 4711: bytes 10 from <> qp 1 uid 0");
    }

    @Test
    void aForgedLineStaysPartOfItsOwn() {
        String reply = "550 no\r\nend msg 4711\n${jndi:ldap://x} %n \u001b[2J\u00e9";

        assertThat(QueueLogLine.ended(6, new DeliveryOutcome.Failed(reply)))
                .isEqualTo("delivery 6: failure: 550_no_/end_msg_4711/${jndi:ldap://x}__n__[2J_");
    }

    @Test
    void warningsKeepTheirSpacesAndAreOneLine() {
        assertThat(QueueLogLine.warning("trouble\nwith x")).isEqualTo("warning: trouble?with x");
        assertThat(QueueLogLine.alert("unable to reread control/locals"))
                .isEqualTo("alert: unable to reread control/locals");
    }

    @Property
    void noReportBreaksALine(@ForAll String report) {
        String text = QueueLogLine.ended(1, new DeliveryOutcome.Failed(report));

        assertThat(text.substring("delivery 1: failure: ".length()))
                .hasSameSizeAs(report)
                .matches("[!-~&&[^%]]*");
    }
}
