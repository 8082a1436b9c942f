package org.pabal.core.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureCauseTest {
    private static final String REMOTE = "192.0.2.7 does not like recipient.\nRemote host said: ";

    /** Replies of hosts that many people write to, and of the usual programs. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            unknown-user   | 550 5.1.1 <x@far.test>: Recipient address rejected: User unknown in virtual mailbox table
            unknown-user   | 550-5.1.1 The email account that you tried to reach does not exist. Please try
            unknown-user   | 550 No such user here
            unknown-user   | 554 delivery error: dd This user doesn't have a far.test account
            unknown-user   | 550 Requested action not taken: mailbox unavailable
            unknown-user   | 553 5.1.3 bad destination mailbox address syntax
            unknown-user   | 551 5.1.6 moved
            unknown-user   | 550 5.0.0 unknown user
            unknown-domain | 550 5.1.2 host unknown
            unknown-domain | 556 5.1.10 Domain does not accept mail
            disabled       | 550 5.2.1 mailbox disabled, not accepting messages
            disabled       | 550 this account has been suspended
            quota          | 552 5.2.2 over quota
            quota          | 452 4.3.1 Insufficient system storage
            quota          | 550 mailbox is full
            size           | 552 5.3.4 Message size exceeds fixed limit
            size           | 552 message too large
            policy         | 550 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using bl.test
            policy         | 550 5.7.26 unauthenticated mail is not accepted due to DMARC
            policy         | 550 5.1.1 user unknown, since you are on our blacklist
            policy         | 450 4.2.0 <x@far.test>: Recipient address rejected: Greylisted
            policy         | 554 5.7.1 <x@ext.test>: Relay access denied
            policy         | 421 too many connections from your host
            policy         | 550 5.1.8 Access denied, bad sender
            policy         | 550 administrative policy
            loop           | 554 5.4.6 Too many hops
            unreachable    | 451 4.4.2 timeout
            unreachable    | 432 4.3.2 system not accepting network messages
            protocol       | 500 5.5.2 Error: bad syntax
            content        | 554 5.6.0 message content rejected
            other          | 550 no
            other          | 450
            other          | 451 4.0.0 try later
            """)
    void repliesOfHosts(String cause, String reply) {
        assertThat(FailureCause.of(REMOTE + reply + "\nGiving up on 192.0.2.7.\n")
                        .word())
                .isEqualTo(cause);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            unknown-user   | Sorry, no mailbox here by that name. (#5.1.1)
            unknown-domain | Sorry, I couldn't find any host named far.test. (#5.1.2)
            unreachable    | Sorry, I wasn't able to establish an SMTP connection. (#4.4.1)
            unreachable    | Sorry, I couldn't find any host by that name. (#4.1.2)
            unreachable    | CNAME lookup failed temporarily. (#4.4.3)
            unreachable    | Connected to 192.0.2.7 but connection died. (#4.4.2)
            loop           | This message is looping: it already has my Delivered-To line. (#5.4.6)
            policy         | Sorry, message has wrong owner. (#5.7.0)
            other          | This message was removed from the queue by the administrator (#5.0.0)
            other          | ''
            """)
    void reportsOfOurOwn(String cause, String report) {
        assertThat(FailureCause.of(report).word()).isEqualTo(cause);
    }

    /** The words against us count where a host said them: a mailbox of ours may have any name. */
    @Test
    void aNameIsNoReason() {
        assertThat(FailureCause.of("Sorry, no mailbox here by that name: spam. (#5.1.1)\n"))
                .isEqualTo(FailureCause.UNKNOWN_USER);
    }

    @Test
    void onlyTheAddressIsHopeless() {
        assertThat(Arrays.stream(FailureCause.values())
                        .filter(FailureCause::isTheAddress)
                        .map(FailureCause::word)
                        .collect(Collectors.joining(" ")))
                .isEqualTo("unknown-user unknown-domain");
    }
}
