package org.pabal.core.smtp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pabal.core.address.DomainName;
import org.pabal.core.smtp.client.Handshake.Result;
import org.pabal.core.smtp.client.TlsPolicy.Level;

/** STARTTLS in every policy, as transcripts; T-TLS 37 and 38 of the security notes among them. */
class HandshakeTlsTest {
    private static final Protection GOOD = new Protection("TLSv1.3", "TLS_AES_256_GCM_SHA384", true);
    private static final String NO_TLS =
            "Connected to 192.0.2.1 but it does not offer TLS, and without TLS it gets no mail. (#4.7.4)\n";
    private static final String[] OFFER = {"250-peer", "250-PIPELINING", "250-SIZE 5", "250 STARTTLS"};

    private @Nullable Handshake begun;

    private Handshake handshake() {
        return java.util.Objects.requireNonNull(begun);
    }

    private Play greeted(Level level) {
        begun = new Handshake("192.0.2.1", new DomainName("mx.local.test"), new TlsPolicy(level, List.of()));
        return new Play(handshake()).hears("220 hi").says("EHLO mx.local.test");
    }

    private ClientStep.Securing securing() {
        ClientStep step = handshake().next();
        assertThat(step).isInstanceOf(ClientStep.StartTls.class);
        return ((ClientStep.StartTls) step).securing();
    }

    private Result result(Play play) {
        play.ends();
        return handshake().result();
    }

    /** What a failure before or after the 220 means: never a session in the clear where the policy wants none. */
    private static Result failure(Level level, String report, boolean listening) {
        return level == Level.MAY ? new Result.Unprotected(report) : new Result.Refused(report, listening);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void isSpokenWhereItIsOfferedAndEverythingIsAskedAnew(Level level) {
        Play play = greeted(level).hears(OFFER).says("STARTTLS").hears("220 go");
        securing().secured(GOOD);
        play.says("EHLO mx.local.test").hears("250-peer", "250 AUTH PLAIN scram-sha-256");

        Result.Ready ready = (Result.Ready) result(play);
        assertThat(ready.protection()).contains(GOOD);
        // SIZE and PIPELINING were said in the clear, by whoever it was
        assertThat(ready.capabilities().extensions()).isEmpty();
        assertThat(ready.capabilities().size()).isEmpty();
        assertThat(ready.capabilities().logins()).containsExactlyInAnyOrder("PLAIN", "SCRAM-SHA-256");
    }

    @Test
    void isNotSpokenIfThePolicySaysNever() {
        Play play = greeted(Level.NONE).hears(OFFER);

        assertThat(result(play)).isInstanceOf(Result.Ready.class);
        assertThat(((Result.Ready) handshake().result()).protection()).isEmpty();
    }

    /** T-TLS 38: somebody between us and the host takes STARTTLS away. */
    @ParameterizedTest
    @CsvSource({"NONE,true", "MAY,true", "ENCRYPT,false", "VERIFY,false"})
    void aHostThatDoesNotOfferItGetsMailOnlyIfThePolicyAllows(Level level, boolean goes) {
        for (String offer : List.of("250 PIPELINING", "250 XXXXXXXA", "250 STARTTLSX")) {
            Result result = result(greeted(level).hears("250-peer", offer));
            if (goes) {
                assertThat(result).isInstanceOf(Result.Ready.class);
            } else {
                assertThat(result).isEqualTo(new Result.Refused(NO_TLS, true));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"NONE,true", "MAY,true", "ENCRYPT,false", "VERIFY,false"})
    void soDoesAHostThatKnowsHeloOnly(Level level, boolean goes) {
        Play play = greeted(level).hears("502 no").says("HELO mx.local.test").hears("250 peer");

        if (goes) {
            assertThat(result(play)).isEqualTo(new Result.Ready(Capabilities.NONE, Optional.empty()));
        } else {
            assertThat(result(play)).isEqualTo(new Result.Refused(NO_TLS, true));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MAY, 454 no certificate, true",
        "ENCRYPT, 454 no certificate, true",
        "VERIFY, 501 no, true",
        "ENCRYPT, 250 ok, true",
        "ENCRYPT, 354 go, true",
        "MAY, 421 bye, false",
        "ENCRYPT, 421 bye, false",
        "VERIFY, noise, false"
    })
    void aHostThatRefusesItIsLeft(Level level, String answer, boolean listening) {
        Play play = greeted(level).hears(OFFER).says("STARTTLS").hears(answer);

        String report = "Connected to 192.0.2.1 but it did not start TLS. (#4.7.4)\nRemote host said: " + answer + "\n";
        assertThat(result(play)).isEqualTo(failure(level, report, listening));
    }

    /** T-TLS 37: octets in the clear after the 220, or a certificate for somebody else. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aHandshakeThatFailsEndsTheConnection(Level level) {
        Play play = greeted(level).hears(OFFER).says("STARTTLS").hears("220 go");
        securing().failed("it said more in the clear after it had agreed");

        String report =
                "Connected to 192.0.2.1 but TLS failed: it said more in the clear after it had agreed. (#4.7.5)\n";
        assertThat(result(play)).isEqualTo(failure(level, report, false));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aConnectionThatDiesAtEachStep(Level level) {
        String died = "Connected to 192.0.2.1 but connection died. (#4.4.2)\n";

        Play early = greeted(level).dies();
        assertThat(result(early)).isEqualTo(new Result.Refused(died, false));

        Play asked = greeted(level).hears(OFFER).says("STARTTLS").dies();
        assertThat(result(asked)).isEqualTo(failure(level, died, false));

        Play during = greeted(level).hears(OFFER).says("STARTTLS").hears("220 go");
        securing();
        during.dies();
        assertThat(result(during)).isEqualTo(failure(level, died, false));

        Play after = greeted(level).hears(OFFER).says("STARTTLS").hears("220 go");
        securing().secured(GOOD);
        after.says("EHLO mx.local.test").dies();
        assertThat(result(after)).isEqualTo(failure(level, died, false));
    }

    @ParameterizedTest
    @CsvSource({"MAY, 502 no, true", "ENCRYPT, 502 no, true", "VERIFY, 421 bye, false", "ENCRYPT, noise, false"})
    void underTlsThereIsNoHelo(Level level, String answer, boolean listening) {
        Play play = greeted(level).hears(OFFER).says("STARTTLS").hears("220 go");
        securing().secured(GOOD);
        play.says("EHLO mx.local.test").hears(answer);

        String report = "Connected to 192.0.2.1 but my name was rejected.\nRemote host said: " + answer + "\n";
        assertThat(result(play)).isEqualTo(failure(level, report, listening));
    }
}
