package org.pabal.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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

    /** qmail-log(5): numbers as they are; of texts, LF becomes / and all that is not graphic, and %, becomes _. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            list-owner-@lists.test-@[] | info msg 4711: bytes 0 from <list-owner-@lists.test-@[]> qp 2 uid 1
            #@[]                       | info msg 4711: bytes 0 from <#@[]> qp 2 uid 1
            'a b%c>@x.test'            | info msg 4711: bytes 0 from <a_b_c>@x.test> qp 2 uid 1
            """)
    void sendersAreEscaped(String sender, String line) {
        assertThat(QueueLogLine.info(ID, 0, ReversePath.require(sender), new Origin(2, 1)))
                .isEqualTo(line);
    }

    @Test
    void recipientsShowThePrefixOfTheirDomainAndAreEscaped() {
        assertThat(QueueLogLine.starting(7, ID, Channel.LOCAL, EmailAddress.require("virtual-od d%@v.test")))
                .isEqualTo("starting delivery 7: msg 4711 to local virtual-od_d_@v.test");
        assertThat(QueueLogLine.starting(Long.MAX_VALUE, ID, Channel.REMOTE, EmailAddress.require("\u00fc@v.test")))
                .isEqualTo("starting delivery 9223372036854775807: msg 4711 to remote _@v.test");
    }

    /** The reports that qmail-log(5) shows. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            did 1+0+0~                                                    | did_1+0+0/
            did 0+1+0~qp 12345~                                           | did_0+1+0/qp_12345/
            192.0.2.1 accepted message.~Remote host said: 250 ok~         | 192.0.2.1_accepted_message./Remote_host_said:_250_ok/
            100 %\t\u007f\u00e9                                           | 100_____
            """)
    void reportsAreEscaped(String report, String written) {
        assertThat(QueueLogLine.ended(2, new DeliveryOutcome.Delivered(report.replace('~', '\n'))))
                .isEqualTo("delivery 2: success: " + written);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0, false, status: local 0/0 remote 0/0",
        "10, 10, 20, 20, false, status: local 10/10 remote 20/20",
        "11, 10, 255, 120, true, status: local 11/10 remote 255/120 exitasap",
    })
    void statusShowsRunningAndLimit(int local, int most, int remote, int mostRemote, boolean stopping, String line) {
        assertThat(QueueLogLine.status(new Load(local, most), new Load(remote, mostRemote), stopping))
                .isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unable to open todo/4711",
                "unable to stat mess/19/4711; will try again later",
                "unable to unlink remote/19/4711; will try again later",
                "trouble reading remote/19/4711; will try again later",
                "unknown record type in remote/19/4711!",
                "trouble marking remote/19/4711; message will be delivered twice!",
                "qmail-clean unable to clean up mess/19/4711",
                "internal error: delivery report out of range",
                "unable to start qmail-queue, will try later",
                "trouble injecting bounce message, will try later",
                "unable to utime remote/19/4711; message will be retried too soon",
                "trouble in select",
                "cannot start: unable to read controls",
                "oh no! lost spawn connection! dying...",
                "oh no! lost qmail-clean connection! dying...",
                "unable to append to bounce message; HELP! sleeping...",
                "out of memory, sleeping...",
                "unable to opendir todo, sleeping...",
                "unable to reread controls: unable to switch to home directory",
                "unable to reread control/virtualdomains",
                "unable to switch back to queue directory; HELP! sleeping..."
            })
    void warningsAndAlertsAreQmailsWordForWord(String text) {
        assertThat(QueueLogLine.warning(text)).isEqualTo("warning: " + text);
        assertThat(QueueLogLine.alert(text)).isEqualTo("alert: " + text);
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
