package org.pabal.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pabal.core.address.DomainName;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.LocalPart;
import org.pabal.core.address.ReversePath;
import org.pabal.core.log.SessionLogLine.Transaction;
import org.pabal.core.queue.QueueId;
import org.pabal.core.smtp.Peer;
import org.pabal.core.smtp.SmtpReply;
import org.pabal.core.smtp.Tls;
import org.pabal.core.smtp.Verdicts;

class SessionLogLineTest {
    private static Peer peer(String address, Optional<String> hostName) {
        try {
            return new Peer(
                    "smtp", InetAddress.getByName(address), 51_234, InetAddress.getLoopbackAddress(), 25, hostName);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aSessionReadsLikeTcpservers() {
        Peer peer = peer("192.0.2.7", Optional.empty());

        assertThat(SessionLogLine.status(1, 40)).isEqualTo("tcpserver: status: 1/40");
        assertThat(SessionLogLine.pid(1_234, peer)).isEqualTo("tcpserver: pid 1234 from 192.0.2.7");
        assertThat(SessionLogLine.ok(1_234, "0", peer))
                .isEqualTo("tcpserver: ok 1234 0:127.0.0.1:25 :192.0.2.7::51234");
        assertThat(SessionLogLine.deny(1_234, "0", peer))
                .isEqualTo("tcpserver: deny 1234 0:127.0.0.1:25 :192.0.2.7::51234");
        assertThat(SessionLogLine.end(1_234, SessionLogLine.DENIED)).isEqualTo("tcpserver: end 1234 status 25600");
        assertThat(SessionLogLine.DROPPED).isEqualTo(28_416);
    }

    @Test
    void aHostNameCannotAddFieldsOrLines() {
        // T-INJ 153
        Peer peer = peer("192.0.2.7", Optional.of("a:b%c d\ne\u00e9"));

        assertThat(SessionLogLine.ok(1, "0", peer))
                .isEqualTo("tcpserver: ok 1 0:127.0.0.1:25 a?b?c?d?e?:192.0.2.7::51234");
    }

    @Test
    void whatAnIdentServerSaysStandsBeforeThePort() {
        Peer peer = peer("192.0.2.7", Optional.empty()).identified(Optional.of("joe:x y\n"));

        assertThat(SessionLogLine.ok(1, "0", peer))
                .isEqualTo("tcpserver: ok 1 0:127.0.0.1:25 :192.0.2.7:joe?x?y?:51234");
    }

    @Test
    void aLongHostNameIsCutAtOneHundred() {
        Peer peer = peer("192.0.2.7", Optional.of("x".repeat(101)));

        assertThat(SessionLogLine.ok(1, "0", peer)).contains(" " + "x".repeat(100) + "...:192.0.2.7");
    }

    @Test
    void anIpv6AddressStaysOneField() {
        Peer peer = peer("2001:db8::1", Optional.of("x".repeat(100)));

        assertThat(SessionLogLine.pid(1, peer)).endsWith("from 2001:db8:0:0:0:0:0:1");
        assertThat(SessionLogLine.ok(1, "0", peer)).endsWith(" " + "x".repeat(100) + ":2001?db8?0?0?0?0?0?1::51234");
    }

    @Test
    void aRefusedPeerReadsLikeRblsmtpds() {
        SmtpReply reply = SmtpReply.of(451, "4.7.1", "Blocked - see http://bl.test/");

        assertThat(SessionLogLine.refused(7, peer("192.0.2.7", Optional.empty()), reply))
                .isEqualTo("rblsmtpd: 192.0.2.7 pid 7: 451 Blocked - see http://bl.test/");
    }

    @Test
    void listsThatCannotBeAskedAreOneLine() {
        Peer peer = peer("192.0.2.7", Optional.empty());

        assertThat(SessionLogLine.unasked(7, peer, List.of("a.test: no\r\nanswer", "b.test: no answer")))
                .isEqualTo("rblsmtpd: 192.0.2.7 pid 7: warning: a.test: no??answer; b.test: no answer");
        assertThat(SessionLogLine.unasked(7, peer, List.of("x".repeat(10_000)))).hasSizeLessThan(600);
    }

    @Test
    void aTransactionIsOneLine() {
        Transaction queued = new Transaction(
                Optional.of(new QueueId(17)),
                ReversePath.require("joe@example.org"),
                List.of(EmailAddress.require("a@local.test"), EmailAddress.require("b@local.test")),
                512,
                Verdicts.of("greylist", "kno wn").and(Verdicts.of("spf", "pass")),
                SmtpReply.of(250, "2.0.0", "ok 1700000000 qp 17"));

        assertThat(SessionLogLine.transaction(99, queued))
                .isEqualTo(
                        "smtpd: 99 msg 17 bytes 512 greylist=kno?wn spf=pass from <joe@example.org> to <a@local.test> <b@local.test>: "
                                + "250_2.0.0_ok_1700000000_qp_17");
    }

    @Test
    void whatThePeerSaidIsEscaped() {
        // T-INJ 153
        EmailAddress odd = new EmailAddress(new LocalPart("a> to <b ${jndi:x}%n\u0007"), new DomainName("local.test"));
        Transaction refused = new Transaction(
                Optional.empty(),
                ReversePath.NULL,
                List.of(odd),
                0,
                Verdicts.NONE,
                SmtpReply.of(451, "4.3.0", "later"));

        assertThat(SessionLogLine.transaction(1, refused))
                .isEqualTo("smtpd: 1 msg - bytes 0 from <> to <a>_to_<b_${jndi:x}_n_@local.test>: 451_4.3.0_later");
    }

    @Test
    void aHandshakeIsOneLine() {
        assertThat(SessionLogLine.secured(7, new Tls.Active("TLSv1.3", "TLS_AES_256_GCM_SHA384")))
                .isEqualTo("smtpd: 7 tls TLSv1.3 TLS_AES_256_GCM_SHA384");
        assertThat(SessionLogLine.notSecured(7, "no\u0007 protocol [TLSv1.1]\n" + "x".repeat(500)))
                .startsWith("smtpd: 7 tls failed: no__protocol_[TLSv1.1]/xxx")
                .hasSizeLessThan(250);
    }

    @Test
    void aThousandRecipientsAreCounted() {
        // T-LIM 54
        Transaction many = new Transaction(
                Optional.empty(),
                ReversePath.NULL,
                Collections.nCopies(1_000, EmailAddress.require("a@local.test")),
                0,
                Verdicts.NONE,
                SmtpReply.of(250, "ok"));

        assertThat(SessionLogLine.transaction(1, many))
                .endsWith(" <a@local.test> and 980 more: 250_ok")
                .hasSizeLessThan(500);
    }
}
