package org.pabal.core.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.queue.Channel;

class OrderTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hold all",
                "release recipient=@far.test channel=remote state=held",
                "retry sender=<>",
                "expire bounce=false olderThan=5d",
                "expire bounce=true youngerThan=90s",
                "reroute relay=relay.test:2525 recipient=u@far.test",
                "reroute relay= all",
                "delete bounce=false largerThan=1048576 smallerThan=2097152",
                "delete bounce=true sender=a%20%25b@far.test"
            })
    void anOrderSurvivesBeingAText(String text) {
        assertThat(Order.parse(text).text()).isEqualTo(text);
        assertThat(Order.parse(Order.parse(text).text())).isEqualTo(Order.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "hold,nothing says which mail is meant",
        "everything all,a verb is one of: hold",
        "hold recipient=ada,'recipient' is wrong",
        "hold recipientDomain=a@far.test,'recipientDomain' is wrong: a domain has no @",
        "hold recipientDomain=%,'recipientDomain' is wrong",
        "hold senderDomain=,'senderDomain' is wrong",
        "hold recipient=a@far.test recipientDomain=far.test,do not go together",
        "hold olderThan=yesterday,'olderThan' is wrong: a time is",
        "hold largerThan=-1,'largerThan' is wrong: a size is",
        "hold channel=LOCAL,'channel' is one of: local, remote",
        "hold state=odd,'state' is one of: waiting",
        "hold recipientDomain=far.test all,'all' and a selection",
        "hold bounce=true all,'bounce' goes with expire and delete",
        "expire bounce=yes all,'bounce' is true or false",
        "reroute all,'relay' goes with reroute",
        "retry relay=a.test all,'relay' goes with reroute",
        "reroute relay=a.test:99999 all,'relay' is wrong",
        "reroute relay=a..test all,'relay' is wrong",
        "reroute relay=a.test channel=local,only remote recipients"
    })
    void whatMakesNoSenseIsRefusedByName(String text, String sentence) {
        assertThatThrownBy(() -> Order.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void aMissingBounceIsToldAboutAnExpiryButNotAboutARemoval() {
        assertThat(Order.require("expire", true, Map.of()).verb()).isEqualTo(new Verb.Expire(true));
        assertThat(Order.require("delete", true, Map.of()).verb()).isEqualTo(new Verb.Delete(false));
    }

    @Nested
    class Selectors {
        private final MailFacts mail = new MailFacts(
                ReversePath.require("ada@Near.test"),
                EmailAddress.require("Bob@far.test"),
                Channel.REMOTE,
                NOON.minus(Duration.ofHours(2)),
                5_000);

        @ParameterizedTest
        @CsvSource({
            "recipient,bob@FAR.test,true",
            "recipient,eve@far.test,false",
            "recipientDomain,far.test,true",
            "recipientDomain,ar.test,false",
            "senderDomain,near.test,true",
            "sender,<>,false",
            "channel,remote,true",
            "channel,local,false",
            "state,waiting,true",
            "state,held,false",
            "olderThan,2h,true",
            "olderThan,121m,false",
            "youngerThan,2h,false",
            "youngerThan,7201,true",
            "largerThan,4KiB,true",
            "largerThan,5000,false",
            "smallerThan,5000,false",
            "smallerThan,1MiB,true"
        })
        void meanWhatTheySay(String name, String value, boolean matches) {
            assertThat(MailSelector.require(Map.of(name, value)).matches(mail, NOON))
                    .isEqualTo(matches);
        }

        @Test
        void meanOnlyThoseForWhomAllIsTrue() {
            Map<String, String> members = new LinkedHashMap<>(Map.of("recipientDomain", "far.test", "olderThan", "1h"));
            assertThat(MailSelector.require(members).matches(mail, NOON)).isTrue();
            members.put("channel", "local");
            assertThat(MailSelector.require(members).matches(mail, NOON)).isFalse();
        }

        @Test
        void thatSayNothingMeanEverybody() {
            assertThat(MailSelector.ALL.matches(mail, NOON)).isTrue();
            assertThat(MailSelector.ALL.members()).isEmpty();
        }
    }

    @Nested
    class Relays {
        @ParameterizedTest
        @CsvSource({"relay.test,relay.test,25", "192.0.2.1:2525,192.0.2.1,2525", "[2001:db8::1]:26,[2001:db8::1],26"})
        void areWrittenAsInSmtproutes(String text, String host, int port) {
            assertThat(new Relay(text).route().toString()).contains(host, Integer.toString(port));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", ":25", "a.test:0", "a.test:", "a b.test", "a.test\nb.test"})
        void areHosts(String text) {
            assertThatThrownBy(() -> new Relay(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"0s,0s", "90s,90s", "60,1m", "90m,90m", "3600s,1h", "48h,2d", "36h,36h"})
    void timesAreToldInTheLargestUnitThatFits(String text, String told) {
        assertThat(Amounts.text(Amounts.requireTime(text))).isEqualTo(told);
    }

    @Test
    void optionalsOfAnOrderAreWhatWasSaid() {
        assertThat(Order.parse("reroute relay= all").verb()).isEqualTo(new Verb.Reroute(Optional.empty()));
    }
}
