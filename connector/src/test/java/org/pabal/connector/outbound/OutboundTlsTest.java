package org.pabal.connector.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pabal.connector.outbound.Mailing.ACCEPTED;
import static org.pabal.connector.outbound.Mailing.HASTY;
import static org.pabal.connector.outbound.Mailing.PATIENT;
import static org.pabal.connector.outbound.Mailing.deliver;
import static org.pabal.connector.outbound.Mailing.message;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.connector.outbound.ScriptedHost.Peer;
import org.pabal.connector.outbound.ScriptedHost.Script;
import org.pabal.connector.tls.ClientTls;
import org.pabal.connector.tls.ServerTls;
import org.pabal.connector.tls.TlsFiles;
import org.pabal.core.queue.DeliveryOutcome;
import org.pabal.core.queue.DeliveryOutcome.Deferred;
import org.pabal.core.queue.DeliveryOutcome.Delivered;
import org.pabal.core.smtp.client.DialogueLine;
import org.pabal.core.smtp.client.DialogueLine.Kind;
import org.pabal.core.smtp.client.HopTerms;
import org.pabal.core.smtp.client.KeptDialogue;
import org.pabal.core.smtp.client.NextHops;
import org.pabal.core.smtp.client.NextHops.Hop;
import org.pabal.core.smtp.client.RelayLogin;
import org.pabal.core.smtp.client.TimeoutTable;
import org.pabal.core.smtp.client.TlsPolicy;
import org.pabal.core.smtp.client.TlsPolicy.Level;

class OutboundTlsTest {
    private static final String NO_TLS =
            "Connected to 127.0.0.1 but it does not offer TLS, and without TLS it gets no mail. (#4.7.4)\n";

    @TempDir
    Path home;

    private SSLContext server;
    private SmtpSender sender;

    /** The host's certificate is of its own making, for peer.test; we believe it. */
    @BeforeEach
    void certificate() {
        ServerTls tls = new ServerTls(new TlsFiles("", "", home.toString()));
        tls.named("peer.test");
        server = tls.current().orElseThrow();
        sender = senderThatBelieves(home.resolve("tls/certificate.pem").toString());
    }

    @AfterEach
    void stop() {
        sender.close();
    }

    private static SmtpSender senderThatBelieves(String authorities) {
        return new SmtpSender(
                ReuseLimits.DEFAULT,
                new ClientTls(authorities),
                new TimeoutTable(TimeoutTable.SIZE, RandomGenerator.getDefault()));
    }

    private static Hop on(ScriptedHost host, TlsPolicy policy) {
        return with(host, new HopTerms(policy, Optional.empty(), Optional.empty()));
    }

    private static Hop with(ScriptedHost host, HopTerms terms) {
        Hop hop = host.hop();
        return new Hop(hop.hostName(), hop.address(), hop.port(), terms);
    }

    private static TlsPolicy policy(Level level, String... names) {
        return new TlsPolicy(level, List.of(names));
    }

    private static Peer offering(Peer client) throws IOException {
        return client.say("220 peer.test").hear("EHLO mx.local.test").say("250-peer.test", "250 STARTTLS");
    }

    private Peer secured(Peer client) throws IOException {
        return offering(client).hear("STARTTLS").say("220 go").startTls(server);
    }

    private static void take(Peer client, String answer) throws IOException {
        client.hear("MAIL FROM:<s@local.test>").say("250 ok");
        client.hear("RCPT TO:<a@ext.test>").say("250 ok");
        client.hear("DATA").say("354 go").hearContent();
        client.say(answer);
    }

    private final Script underTls = client -> {
        secured(client).hear("EHLO mx.local.test").say("250 peer.test");
        take(client, "250 ok 7");
        client.quit();
    };

    private final Script inTheClear = client -> {
        offering(client);
        take(client, "250 ok 7");
        client.quit();
    };

    private static Delivered acceptedUnderTls(boolean verified) {
        return new Delivered("127.0.0.1 accepted message.\nSent by TLSv1.3, TLS_AES_256_GCM_SHA384, certificate "
                + (verified ? "verified" : "not verified") + ".\nRemote host said: 250 ok 7\n");
    }

    private static void failed(List<DeliveryOutcome> outcomes, String why) {
        assertThat(outcomes)
                .containsExactly(new Deferred("Connected to 127.0.0.1 but TLS failed: " + why + ". (#4.7.5)\n"));
    }

    @ParameterizedTest
    @EnumSource(names = {"MAY", "ENCRYPT"})
    void isUsedWhereItIsOffered(Level level) throws IOException {
        try (ScriptedHost host = ScriptedHost.playing(underTls)) {
            assertThat(deliver(sender, PATIENT, on(host, policy(level)))).containsExactly(acceptedUnderTls(false));
            sender.close();
        }
    }

    /** A name that is none is not told to the host, and no harm. */
    @ParameterizedTest
    @ValueSource(strings = {"[127.0.0.1]", "127.0.0.1", "[::1]", "localhost", "-odd-.test"})
    void worksWithoutAName(String name) throws IOException {
        try (ScriptedHost host = ScriptedHost.playing(underTls)) {
            Hop hop = host.hop();
            HopTerms terms = new HopTerms(policy(Level.ENCRYPT), Optional.empty(), Optional.empty());
            assertThat(deliver(sender, PATIENT, new Hop(name, hop.address(), hop.port(), terms)))
                    .containsExactly(acceptedUnderTls(false));
            sender.close();
        }
    }

    @Test
    void isNotUsedIfThePolicySaysNever() throws IOException {
        try (ScriptedHost host = ScriptedHost.playing(inTheClear)) {
            assertThat(deliver(sender, PATIENT, on(host, policy(Level.NONE)))).containsExactly(ACCEPTED);
            sender.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "peer.test", "other.test,PEER.test", ".test"})
    void aCertificateForTheRightNameIsVerified(String names) throws IOException {
        String text = names.isEmpty() ? "verify" : "verify:" + names;
        try (ScriptedHost host = ScriptedHost.playing(underTls)) {
            assertThat(deliver(sender, PATIENT, on(host, TlsPolicy.require(text))))
                    .containsExactly(acceptedUnderTls(true));
            sender.close();
        }
    }

    @Test
    void aCertificateForAnotherNameGetsNoMail() throws IOException {
        try (ScriptedHost host = ScriptedHost.playing(client -> secured(client).hearsNoMore())) {
            failed(
                    deliver(sender, PATIENT, on(host, policy(Level.VERIFY, "mx.other.test", ".else.test"))),
                    "its certificate is not for mx.other.test or .else.test");
        }
    }

    @Test
    void aCertificateByNobodyGetsNoMail() throws IOException {
        sender = senderThatBelieves("");
        try (ScriptedHost host = ScriptedHost.playing(client -> {
            offering(client).hear("STARTTLS").say("220 go");
            client.failTls(server);
        })) {
            failed(
                    deliver(sender, PATIENT, on(host, policy(Level.VERIFY))),
                    "its certificate is not by an authority that we know");
        }
    }

    @Test
    void authoritiesThatCannotBeReadAreADeferral() throws IOException {
        sender = senderThatBelieves(home.resolve("missing.pem").toString());
        try (ScriptedHost host = ScriptedHost.playing(
                client -> offering(client).hear("STARTTLS").say("220 go").hearsNoMore())) {
            failed(
                    deliver(sender, PATIENT, on(host, policy(Level.VERIFY))),
                    "the file of pabal.tls.authorities cannot be used");
        }
    }

    /** T-TLS 38. */
    @ParameterizedTest
    @EnumSource(names = {"ENCRYPT", "VERIFY"})
    void strippedStartTlsGetsNoMail(Level level) throws IOException {
        try (ScriptedHost host = ScriptedHost.playing(client -> client.say("220 peer.test")
                .hear("EHLO mx.local.test")
                .say("250-peer.test", "250 XXXXXXXX")
                .quit())) {
            assertThat(deliver(sender, PATIENT, on(host, policy(level)))).containsExactly(new Deferred(NO_TLS));
        }
    }

    /** T-TLS 37: whoever adds words in the clear would speak for the host under TLS. */
    @Test
    void wordsAfterThe220AreNoAnswers() throws IOException {
        Script injected = client -> {
            offering(client).hear("STARTTLS").say("220 go", "250-peer.test", "250 AUTH PLAIN", "235 ok");
            client.hearsNoMore();
        };
        try (ScriptedHost host = ScriptedHost.playing(injected)) {
            failed(
                    deliver(sender, PATIENT, on(host, policy(Level.ENCRYPT))),
                    "it said more in the clear after it had agreed");
        }
        try (ScriptedHost host = ScriptedHost.playing(injected, inTheClear)) {
            assertThat(deliver(sender, PATIENT, on(host, TlsPolicy.MAY))).containsExactly(ACCEPTED);
            assertThat(host.connections()).isEqualTo(2);
            sender.close();
        }
    }

    @Test
    void aHandshakeThatFailsIsFollowedByAConnectionInTheClearOnlyIfThePolicyAllows() throws IOException {
        Script broken = client -> offering(client)
                .hear("STARTTLS")
                .say("220 go")
                .hearSome()
                .raw("454 no, this is no TLS at all\r\n")
                .hang();
        try (ScriptedHost host = ScriptedHost.playing(broken, inTheClear)) {
            assertThat(deliver(sender, PATIENT, on(host, TlsPolicy.MAY))).containsExactly(ACCEPTED);
            sender.close();
        }
        sender = senderThatBelieves("");
        for (Level level : List.of(Level.ENCRYPT, Level.VERIFY)) {
            try (ScriptedHost host = ScriptedHost.playing(broken)) {
                List<DeliveryOutcome> outcomes = deliver(sender, PATIENT, on(host, policy(level)));

                assertThat(outcomes).hasOnlyElementsOfType(Deferred.class);
                assertThat(outcomes.getFirst().text())
                        .startsWith("Connected to 127.0.0.1 but TLS failed: ")
                        .endsWith(". (#4.7.5)\n");
                assertThat(host.connections()).isEqualTo(1);
            }
        }
    }

    @Test
    void aRefusalIsFollowedByAConnectionInTheClear() throws IOException {
        try (ScriptedHost host = ScriptedHost.playing(
                client -> offering(client)
                        .hear("STARTTLS")
                        .say("454 no certificate")
                        .hang(),
                inTheClear)) {
            assertThat(deliver(sender, PATIENT, on(host, TlsPolicy.MAY))).containsExactly(ACCEPTED);
            sender.close();
        }
    }

    @Test
    void aHandshakeHasItsTime() throws IOException {
        try (ScriptedHost host = ScriptedHost.playing(
                client -> offering(client).hear("STARTTLS").say("220 go").hang())) {
            List<DeliveryOutcome> outcomes = deliver(sender, HASTY, on(host, policy(Level.ENCRYPT)));

            assertThat(outcomes).hasOnlyElementsOfType(Deferred.class);
            assertThat(outcomes.getFirst().text()).startsWith("Connected to 127.0.0.1 but TLS failed: ");
        }
    }

    @Test
    void whatWasOfferedInTheClearIsForgotten() throws IOException {
        try (ScriptedHost host = ScriptedHost.playing(client -> {
            client.say("220 peer.test")
                    .hear("EHLO mx.local.test")
                    .say("250-peer.test", "250-PIPELINING", "250-SIZE 1", "250 STARTTLS")
                    .hear("STARTTLS")
                    .say("220 go")
                    .startTls(server)
                    .hear("EHLO mx.local.test")
                    .say("250 peer.test");
            take(client, "250 ok 7");
            client.quit();
        })) {
            assertThat(deliver(sender, PATIENT, on(host, TlsPolicy.MAY))).containsExactly(acceptedUnderTls(false));
            sender.close();
        }
    }

    @Test
    void aSessionUnderTlsIsKeptForItsTermsAlone() throws IOException {
        Script twice = client -> {
            secured(client).hear("EHLO mx.local.test").say("250 peer.test");
            take(client, "250 ok 7");
            take(client, "250 ok 7");
            client.quit();
        };
        try (ScriptedHost host = ScriptedHost.playing(twice, underTls)) {
            Hop encrypted = on(host, policy(Level.ENCRYPT));
            assertThat(deliver(sender, PATIENT, encrypted)).containsExactly(acceptedUnderTls(false));
            assertThat(deliver(sender, PATIENT, encrypted)).containsExactly(acceptedUnderTls(false));
            assertThat(deliver(sender, PATIENT, on(host, policy(Level.VERIFY))))
                    .containsExactly(acceptedUnderTls(true));

            assertThat(host.connections()).isEqualTo(2);
            sender.close();
        }
    }

    @Test
    void aKeptSessionUnderTlsThatHasDiedIsReplaced() throws IOException {
        try (ScriptedHost host = ScriptedHost.playing(
                client -> {
                    secured(client).hear("EHLO mx.local.test").say("250 peer.test");
                    take(client, "250 ok 7");
                    client.reset();
                },
                underTls)) {
            Hop hop = on(host, policy(Level.ENCRYPT));
            assertThat(deliver(sender, PATIENT, hop)).containsExactly(acceptedUnderTls(false));
            assertThat(deliver(sender, PATIENT, hop)).containsExactly(acceptedUnderTls(false));

            assertThat(host.connections()).isEqualTo(2);
            sender.close();
        }
    }

    private static HopTerms login(TlsPolicy policy) {
        return new HopTerms(policy, Optional.empty(), Optional.of(new RelayLogin("ada", "pencil")));
    }

    @Test
    void aLoginGoesUnderTls() throws IOException {
        String plain = Base64.getEncoder().encodeToString("\0ada\0pencil".getBytes(StandardCharsets.US_ASCII));
        try (ScriptedHost host = ScriptedHost.playing(client -> {
            secured(client)
                    .hear("EHLO mx.local.test")
                    .say("250-peer.test", "250 AUTH PLAIN LOGIN")
                    .hear("AUTH PLAIN " + plain)
                    .say("235 hi");
            take(client, "250 ok 7");
            client.quit();
        })) {
            KeptDialogue listening = new KeptDialogue();
            NextHops hops = new NextHops(List.of(with(host, login(policy(Level.ENCRYPT)))));

            assertThat(sender.deliver(message("hi\n", "a@ext.test"), hops, PATIENT, listening))
                    .containsExactly(acceptedUnderTls(false));
            sender.close();

            assertThat(listening.lines())
                    .as("who listens hears what protects the session, and no password")
                    .contains(
                            new DialogueLine(Kind.SECURED, "TLSv1.3, TLS_AES_256_GCM_SHA384, certificate not verified"),
                            new DialogueLine(Kind.SAID, "AUTH PLAIN ****"));
        }
    }

    /** Whatever the policy says. */
    @ParameterizedTest
    @EnumSource
    void aLoginNeverGoesInTheClear(Level level) throws IOException {
        try (ScriptedHost host = ScriptedHost.playing(client -> client.say("220 peer.test")
                .hear("EHLO mx.local.test")
                .say("250-peer.test", "250 AUTH PLAIN LOGIN")
                .quit())) {
            assertThat(deliver(sender, PATIENT, with(host, login(policy(level)))))
                    .containsExactly(new Deferred(NO_TLS));
        }
    }

    @Test
    void aRefusedLoginLeavesItToTheNextHost() throws IOException {
        try (ScriptedHost strict = ScriptedHost.playing(client -> {
                    secured(client).hear("EHLO mx.local.test").say("250-peer.test", "250 AUTH LOGIN");
                    client.hear("AUTH LOGIN").say("535 5.7.8 no").quit();
                });
                ScriptedHost host = ScriptedHost.playing(underTls)) {
            assertThat(deliver(sender, PATIENT, with(strict, login(TlsPolicy.MAY)), on(host, policy(Level.ENCRYPT))))
                    .containsExactly(acceptedUnderTls(false));
            sender.close();
        }
    }

    @Test
    void aHopMayWantAnotherHello() throws IOException {
        HopTerms terms = new HopTerms(
                TlsPolicy.MAY,
                Optional.of(new org.pabal.core.address.DomainName("other.local.test")),
                Optional.empty());
        try (ScriptedHost host = ScriptedHost.playing(client -> {
            client.say("220 peer.test").hear("EHLO other.local.test").say("250 peer.test");
            take(client, "250 ok 7");
            client.quit();
        })) {
            assertThat(deliver(sender, PATIENT, with(host, terms))).containsExactly(ACCEPTED);
            sender.close();
        }
    }
}
