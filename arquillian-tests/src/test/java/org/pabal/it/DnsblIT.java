package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the DNS says of a peer: its name, and lists it is on. */
class DnsblIT {
    private static final String LISTED = "127.0.0.2";
    /** whom nobody has asked about yet when the DNS comes back */
    private static final String LISTED_TOO = "127.0.4.200";

    private static final String FRIEND = "127.0.0.3";
    private static final String FORGER = "127.0.0.4";
    private static final String UNKNOWN = "127.0.0.9";
    private static final String RULES = "127.0.0.1:allow,RELAYCLIENT=\"\"\n";

    private static NameServer dns;
    private static ServerSocket identServer;
    private static Pabal pabal;

    @BeforeAll
    static void start() throws Exception {
        dns = new NameServer()
                .hasText("2.0.0.127.bl.test", "Blocked\r\n250 no, see http://bl.test/?ip=127.0.0.2 \u00e4")
                .hasText("1.0.0.127.bl.test", "Blocked")
                .hasText("200.4.0.127.bl.test", "Blocked")
                .hasText("spf.test", "v=spf1 ip4:127.0.0.3 -all")
                .hasAddress("2.0.0.127.one.test", "127.0.0.2")
                .hasAddress("2.0.0.127.two.test", "127.0.0.10")
                .hasText("2.0.0.127.two.test", "Seen in two.test")
                .hasAddress("2.0.0.127.white.test", "127.0.9.1")
                .hasExchanger("mail.test", 10, "mx.mail.test")
                .hasAddress("host.test", "192.0.2.1")
                .hasExchanger("nomail.test", 0, "")
                .hasText("nohost.test", "v=spf1 -all")
                .hasAddress("3.0.0.127.good.test", "127.0.0.1")
                .hasText("3.0.0.127.bl.test", "Blocked")
                .pointsAt("3.0.0.127.in-addr.arpa", "Mail.Friend.test")
                .hasAddress("mail.friend.test", FRIEND)
                .pointsAt("4.0.0.127.in-addr.arpa", "mail.friend.test");
        identServer = new ServerSocket(0, 10, InetAddress.getByName(FRIEND));
        Thread.ofVirtual().start(DnsblIT::serveIdent);
        pabal = Pabal.start(
                "dnsbl",
                settings -> settings.with("pabal.dns.servers", dns.address())
                        .with("pabal.ident.port", Integer.toString(identServer.getLocalPort())));
    }

    @AfterAll
    static void stop() throws IOException {
        pabal.close();
        dns.close();
        identServer.close();
    }

    private static void serveIdent() {
        while (!identServer.isClosed()) {
            try (Socket client = identServer.accept()) {
                String ports = new String(client.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
                client.getOutputStream().write((ports + ":USERID:UNIX:joe\r\n").getBytes(StandardCharsets.US_ASCII));
                client.shutdownOutput();
                client.getInputStream().readAllBytes();
            } catch (IOException e) {
                assertThat(identServer.isClosed()).isTrue();
            }
        }
    }

    @AfterEach
    void forget() throws IOException {
        dns.silences("");
        dns.isDead(false);
        pabal.admin().unsets("/control/dnsbl");
        pabal.admin().unsets("/control/mfcheck");
        pabal.admin().unsets("/control/remotehost");
        pabal.admin().unsets("/control/remoteinfo");
        pabal.admin().sets("/access-rules/smtp", RULES);
    }

    /** What the server says to a recipient of our own. */
    private static String recipient(String from) throws IOException {
        try (SmtpClient client = pabal.session(from)) {
            client.says("MAIL FROM:<sender@ext.test>").hears("250");
            return client.says("RCPT TO:<user@local.test>").text();
        }
    }

    private static String received(String from) throws IOException {
        String marker = Marker.fresh();
        try (SmtpClient client = pabal.session(from)) {
            client.hands("sender@ext.test", "user@local.test", Marker.message(marker))
                    .hears("250");
        }
        return pabal.mailbox().await(marker);
    }

    private static void awaitLogged(String part) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(Files.readString(
                                pabal.home().resolve("log/smtpd/current"), StandardCharsets.ISO_8859_1))
                        .contains(part));
    }

    @Test
    void nobodyIsLookedUpAnywhereUnlessTheOperatorWantsIt() throws IOException {
        int before = dns.questions().size();

        assertThat(recipient(LISTED)).startsWith("250");
        assertThat(dns.questions()).hasSize(before);
    }

    @Test
    void aListedPeerIsRefusedWithTheListsText() throws IOException {
        pabal.admin().sets("/control/dnsbl", "allow good.test\nbl.test\n");

        try (SmtpClient client = pabal.session(LISTED)) {
            client.says("MAIL FROM:<sender@ext.test>").hears("250");
            assertThat(client.says("RCPT TO:<user@local.test>").text())
                    .isEqualTo("451 4.7.1 Blocked??250 no, see http://bl.test/?ip=127.0.0.2 ?\n");
            client.says("DATA").hears("451");
            // T-BNC 182: whoever thinks that the list is wrong can say so
            client.says("RCPT TO:<postmaster@local.test>").hears("250");
            client.says("RSET").hears("250");
            client.says("QUIT").hears("221");
        }
        awaitLogged(": 451 Blocked??250 no, see http://bl.test/?ip=127.0.0.2 ?\n");
        assertThat(recipient(UNKNOWN)).startsWith("250");
        assertThat(recipient(FRIEND)).startsWith("250");
    }

    @Test
    void listsAddUpToAScoreThatRefuses() throws IOException {
        pabal.admin().sets("/control/dnsbl", "score 2 one.test\nscore 3 two.test\ndefer-at 5\nreject-at 6\n");
        assertThat(recipient(LISTED)).isEqualTo("451 4.7.1 Seen in two.test\n");
        awaitLogged(" msg - bytes 0 dnsbl=defer:5:one.test,two.test from <sender@ext.test> to <user@local.test>: 451");

        pabal.admin().sets("/control/dnsbl", "score 2 one.test\nscore 4 two.test\ndefer-at 5\nreject-at 6\n");
        assertThat(recipient(LISTED)).isEqualTo("553 5.7.1 Seen in two.test\n");

        pabal.admin().sets("/control/dnsbl", "score 2 one.test\nscore 4 two.test 127.0.0.2-9\ndefer-at 5\n");
        assertThat(recipient(LISTED)).startsWith("250");

        pabal.admin().sets("/control/dnsbl", "reject-at 6\nscore 6 two.test\nscore -2 white.test 127.0.0-255.0-3\n");
        received(LISTED);
        awaitLogged(" dnsbl=score:4:two.test,white.test from <sender@ext.test>");
    }

    @Test
    void whatTheListsSayIsInTheLineOfTheTransaction() throws IOException {
        pabal.admin().sets("/control/dnsbl", "allow good.test\nbl.test\n");

        received(UNKNOWN);
        received(FRIEND);

        awaitLogged(" dnsbl=none from <sender@ext.test>");
        awaitLogged(" dnsbl=allow:good.test from <sender@ext.test>");
    }

    @Test
    void returnCodesSayWhichOfAListsReasonsCount() throws IOException {
        pabal.admin().sets("/control/dnsbl", "reject two.test 127.0.0.2-9\n");
        assertThat(recipient(LISTED)).startsWith("250");

        pabal.admin().sets("/control/dnsbl", "reject two.test 127.0.0.2 127.0.0.10-11\n");
        assertThat(recipient(LISTED)).isEqualTo("553 5.7.1 Seen in two.test\n");
    }

    private static String sender(String from, String sender) throws IOException {
        try (SmtpClient client = pabal.session(from)) {
            return client.says("MAIL FROM:<" + sender + ">").text();
        }
    }

    @Test
    void aSenderWhoseDomainTakesNoMailIsRefusedIfTheOperatorWants() throws IOException {
        int before = dns.questions().size();
        assertThat(sender(UNKNOWN, "a@nomail.test")).startsWith("250");
        assertThat(dns.questions()).hasSize(before);

        pabal.admin().sets("/control/mfcheck", "1\n");
        assertThat(sender(UNKNOWN, "a@nomail.test"))
                .isEqualTo("550 5.7.27 sorry, your sender's domain takes no mail\n");
        assertThat(sender(UNKNOWN, "a@gone.test")).startsWith("550 5.1.8 ");
        assertThat(sender(UNKNOWN, "a@nohost.test")).startsWith("550 5.1.8 ");
        awaitLogged(" msg - bytes 0 mfcheck=nullmx from <a@nomail.test> to: 550_5.7.27_");
        for (String good : new String[] {"a@mail.test", "a@host.test", "", "a@local.test", "a@[192.0.2.1]"}) {
            assertThat(sender(UNKNOWN, good)).as(good).startsWith("250");
        }
        assertThat(sender(Pabal.RELAY_CLIENT, "a@gone.test")).startsWith("250");

        pabal.admin().sets("/access-rules/smtp", UNKNOWN + ":allow,MFCHECK=\"0\"\n");
        assertThat(sender(UNKNOWN, "a@gone.test")).startsWith("250");
        pabal.admin().unsets("/control/mfcheck");
        pabal.admin().sets("/access-rules/smtp", UNKNOWN + ":allow,MFCHECK=\"1\"\n");
        assertThat(sender(UNKNOWN, "a@gone.test")).startsWith("550 5.1.8 ");
    }

    @Test
    void aSenderWhoseDomainCannotBeLookedUpIsTakenAndTheLogSaysSo() throws IOException {
        pabal.admin().sets("/control/mfcheck", "1\n");
        dns.silences("mute.test");

        assertThat(sender(UNKNOWN, "a@mute.test")).startsWith("250");
        awaitLogged(" warning: mfcheck: mute.test: ");
    }

    @Test
    void nameServersThatAreDeadHoldUpTheFirstSessionOnlyAndAreFoundAgain() throws IOException {
        pabal.admin().sets("/control/dnsbl", "reject bl.test\n");
        dns.isDead(true);
        for (int i = 0; i < 2; i++) {
            assertThat(recipient("127.0.4." + (10 + i))).startsWith("250");
        }
        long began = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            assertThat(recipient("127.0.4." + (100 + i))).startsWith("250");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
        awaitLogged(": warning: bl.test: ");

        dns.isDead(false);
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(recipient(LISTED_TOO)).startsWith("553 5.7.1 Blocked"));
    }

    @Test
    void spfIsToldInAFieldAndRefusesForgers() throws IOException {
        String marker = Marker.fresh();
        pabal.admin().sets("/control/spfbehavior", "3");
        try {
            try (SmtpClient client = pabal.session(FRIEND)) {
                client.hands("sender@spf.test", "user@local.test", Marker.message(marker))
                        .hears("250");
            }
            assertThat(pabal.mailbox().await(marker))
                    .containsPattern(
                            "\nReceived-SPF: pass\n  identity=mailfrom; client-ip=127\\.0\\.0\\.3;(.*\n[ \t])*.*\nReceived: ");
            try (SmtpClient client = pabal.session(FORGER)) {
                client.says("MAIL FROM:<sender@spf.test>").hears("550 5.7.23 SPF");
            }
            awaitLogged(" spf=pass");
        } finally {
            pabal.admin().unsets("/control/spfbehavior");
        }
    }

    @Test
    void aListMayRefuseForGood() throws IOException {
        pabal.admin().sets("/control/dnsbl", "reject bl.test\n");

        assertThat(recipient(LISTED)).startsWith("553 5.7.1 Blocked");
    }

    @Test
    void aRelayClientIsNotLookedUp() throws IOException {
        pabal.admin().sets("/control/dnsbl", "reject bl.test\n");

        assertThat(recipient(Pabal.RELAY_CLIENT)).startsWith("250");
        assertThat(dns.questions()).noneMatch(question -> question.startsWith("1.0.0.127.bl.test"));
    }

    @Test
    void aRuleCountsBeforeTheLists() throws IOException {
        pabal.admin().sets("/control/dnsbl", "reject bl.test\n");
        pabal.admin()
                .sets(
                        "/access-rules/smtp",
                        LISTED + ":allow,RBLSMTPD=\"\"\n" + FRIEND + ":allow,RBLSMTPD=\"Not now\"\n" + FORGER
                                + ":allow,RBLSMTPD=\"-Not ever\"\n" + Pabal.RELAY_CLIENT
                                + ":allow,RELAYCLIENT=\"\",RBLSMTPD=\"-Not you\"\n");

        assertThat(recipient(LISTED)).startsWith("250");
        assertThat(recipient(FRIEND)).isEqualTo("451 4.7.1 Not now\n");
        assertThat(recipient(FORGER)).isEqualTo("553 5.7.1 Not ever\n");
        assertThat(recipient(Pabal.RELAY_CLIENT)).isEqualTo("553 5.7.1 Not you\n");
    }

    @Test
    void aSilentDnsHoldsNothingAgainstAPeerAndHoldsItUpForSecondsOnly() throws IOException {
        pabal.admin().sets("/control/dnsbl", "reject a.silent.test\nreject b.silent.test\nreject c.silent.test\n");
        dns.silences("silent.test");
        long began = System.nanoTime();

        assertThat(recipient(LISTED)).startsWith("250");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
        awaitLogged(": warning: a.silent.test: ");
    }

    @Test
    void aRuleByHostNameHoldsForTheNameThatLeadsBack() throws IOException {
        pabal.admin().sets("/access-rules/smtp", "=.friend.test:allow,RELAYCLIENT=\"\"\n" + RULES);

        try (SmtpClient friend = pabal.session(FRIEND);
                SmtpClient forger = pabal.session(FORGER)) {
            friend.says("MAIL FROM:<sender@ext.test>").hears("250");
            friend.says("RCPT TO:<someone@elsewhere.test>").hears("250");
            forger.says("MAIL FROM:<sender@ext.test>").hears("250");
            forger.says("RCPT TO:<someone@elsewhere.test>").hears("553");
        }
        awaitLogged(" mail.friend.test:" + FRIEND + "::");
        awaitLogged(" :" + FORGER + "::");
    }

    @Test
    void aRuleByUserHoldsForWhatThePeersHostSays() throws IOException {
        pabal.admin().sets("/access-rules/smtp", "joe@" + FRIEND + ":allow,RELAYCLIENT=\"\"\n" + RULES);
        assertThat(relayed(FRIEND)).startsWith("553");

        pabal.admin().sets("/control/remoteinfo", "5\n");
        assertThat(relayed(FRIEND)).startsWith("250");
        assertThat(relayed(FORGER)).startsWith("553");
        awaitLogged(" :" + FRIEND + ":joe:");
    }

    private static String relayed(String from) throws IOException {
        try (SmtpClient client = pabal.session(from)) {
            client.says("MAIL FROM:<sender@ext.test>").hears("250");
            return client.says("RCPT TO:<someone@elsewhere.test>").text();
        }
    }

    @Test
    void theNameIsInTheTraceOfTheMessage() throws IOException {
        pabal.admin().sets("/control/remotehost", "paranoid\n");
        assertThat(received(FRIEND)).contains("Received: from client.test (mail.friend.test [" + FRIEND + "])\n");
        assertThat(received(FORGER)).contains("Received: from client.test ([" + FORGER + "])\n");

        pabal.admin().sets("/control/remotehost", "yes\n");
        assertThat(received(FORGER)).contains("Received: from client.test (mail.friend.test [" + FORGER + "])\n");

        pabal.admin().sets("/control/remotehost", "no\n");
        assertThat(received(FRIEND)).contains("Received: from client.test ([" + FRIEND + "])\n");
    }

    @Test
    void settingsAreListedAndABadOneIsRefusedWithASentence() throws IOException {
        HttpResponse<String> refused = pabal.admin().put("/control/dnsbl", "text/plain", "bl.test\n-r bl.test\n");

        assertThat(refused.statusCode()).isBetween(400, 422);
        assertThat(refused.body()).contains("dnsbl line 2: ").contains("its first word is not allow, defer or reject");
        pabal.admin().sets("/control/dnsbl", "# ours\nallow good.test\nreject bl.test\n");
        assertThat(pabal.admin().get("/control").body().lines().map(line -> line.replaceAll(" +", " ")))
                .contains("* dnsbl allow good.test", " reject bl.test", " remotehost rules");
    }
}
