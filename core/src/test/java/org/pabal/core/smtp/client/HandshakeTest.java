package org.pabal.core.smtp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.address.DomainName;

class HandshakeTest {
    private final Handshake handshake = new Handshake("192.0.2.1", new DomainName("mx.local.test"), TlsPolicy.MAY);
    private final Play play = new Play(handshake);

    private Capabilities offered() {
        play.ends();
        return ((Handshake.Result.Ready) handshake.result()).capabilities();
    }

    private void isRefused(String report, boolean listening) {
        play.ends();
        assertThat(handshake.result()).isEqualTo(new Handshake.Result.Refused(report, listening));
    }

    @Test
    void asksForExtensions() {
        play.hears("220 hi")
                .says("EHLO mx.local.test")
                .hears("250-peer", "250-PIPELINING", "250-8BITMIME", "250 SIZE 1000000");

        assertThat(offered())
                .isEqualTo(new Capabilities(
                        Set.of(Extension.PIPELINING, Extension.EIGHT_BIT_MIME),
                        OptionalLong.of(1_000_000),
                        SessionLimits.NONE,
                        Set.of()));
    }

    @Test
    void keywordsMayBeInAnyCaseAndUnknownOnesArePassedOver() {
        play.hears("220-hello", "220 there")
                .says("EHLO mx.local.test")
                .hears("250-peer", "250-pipelining", "250-X-ODD a b", "250-", "250 Size");

        assertThat(offered())
                .isEqualTo(new Capabilities(
                        Set.of(Extension.PIPELINING), OptionalLong.of(0), SessionLimits.NONE, Set.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "SIZE 0, 0",
        "SIZE, 0",
        "SIZE x, 0",
        "SIZE 12345678901234567890, 0",
        "SIZE -5, 0",
        "SIZE 52428800, 52428800"
    })
    void sizeThatIsNoNumberIsNoLimit(String line, long limit) {
        play.hears("220 hi").says("EHLO mx.local.test").hears("250-peer", "250 " + line);

        assertThat(offered().size()).hasValue(limit);
    }

    @Test
    void theFirstLineOffersNothing() {
        play.hears("220 hi").says("EHLO mx.local.test").hears("250 PIPELINING");

        assertThat(offered()).isEqualTo(Capabilities.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"500 what", "502 5.5.1 no", "554 no"})
    void fallsBackToHelo(String reply) {
        play.hears("220 hi")
                .says("EHLO mx.local.test")
                .hears(reply)
                .says("HELO mx.local.test")
                .hears("250 peer");

        assertThat(offered()).isEqualTo(Capabilities.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "554 go away, true",
        "521 no mail here, true",
        "421 busy, false",
        "450 later, true",
        "250 hi, true",
        "HTTP/1.1 400 no, false",
        "SSH-2.0-x, false",
        "999 hi, false"
    })
    void everyOtherGreetingIsADeferral(String greeting, boolean listening) {
        play.hears(greeting);

        isRefused("Connected to 192.0.2.1 but greeting failed.\nRemote host said: " + greeting + "\n", listening);
    }

    @ParameterizedTest
    @CsvSource({"421 closing, false", "450 later, true", "251 hm, true", "354 hm, true", "noise, false"})
    void everyOtherAnswerToEhloIsADeferral(String answer, boolean listening) {
        play.hears("220 hi").says("EHLO mx.local.test").hears(answer);

        isRefused("Connected to 192.0.2.1 but my name was rejected.\nRemote host said: " + answer + "\n", listening);
    }

    @ParameterizedTest
    @CsvSource({"421 closing, false", "550 bad name, true", "450 later, true", "noise, false"})
    void everyOtherAnswerToHeloIsADeferral(String answer, boolean listening) {
        play.hears("220 hi")
                .says("EHLO mx.local.test")
                .hears("502 no")
                .says("HELO mx.local.test")
                .hears(answer);

        isRefused("Connected to 192.0.2.1 but my name was rejected.\nRemote host said: " + answer + "\n", listening);
    }

    @Test
    void aLostConnectionIsADeferral() {
        play.hears("220 hi").says("EHLO mx.local.test").dies();

        isRefused("Connected to 192.0.2.1 but connection died. (#4.4.2)\n", false);
    }

    @Test
    void waitsAsLongAsTheStandardWants() {
        play.listens(StepLimit.GREETING)
                .hears("220 hi")
                .says("EHLO mx.local.test")
                .listens(StepLimit.HELLO)
                .hears("500 no")
                .says("HELO mx.local.test")
                .listens(StepLimit.HELLO);
    }

    @Test
    void hasNoResultBeforeTheEnd() {
        assertThatThrownBy(handshake::result).isInstanceOf(IllegalStateException.class);
    }
}
