package org.pabal.core.smtp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.message.Content;
import org.pabal.core.queue.BodyType;
import org.pabal.core.queue.DeliveryOutcome;
import org.pabal.core.queue.DeliveryOutcome.Deferred;
import org.pabal.core.queue.DeliveryOutcome.Delivered;
import org.pabal.core.queue.DeliveryOutcome.Failed;
import org.pabal.core.queue.Envelope;
import org.pabal.core.queue.EnvelopeRecipient;
import org.pabal.core.queue.MailOptions;
import org.pabal.core.queue.Notify;
import org.pabal.core.queue.OriginalRecipient;
import org.pabal.core.queue.RecipientOptions;
import org.pabal.core.queue.ReturnedContent;
import org.pabal.core.queue.Xtext;
import org.pabal.core.smtp.SmtpReply;
import org.pabal.core.smtp.client.TransactionResult.Afterwards;
import org.pabal.core.smtp.client.TransactionResult.Settled;
import org.pabal.core.smtp.client.TransactionResult.Stale;

class ClientDialogueTest {
    private static final Capabilities PLAIN = Capabilities.NONE;
    private static final Capabilities PIPELINING = offering("PIPELINING");
    private static final String MAIL = "MAIL FROM:<s@local.test>";
    private static final String ACCEPTED = "192.0.2.1 accepted message.\nRemote host said: 250 ok 7\n";
    private static final String DIED = "Connected to 192.0.2.1 but connection died. (#4.4.2)\n";
    private static final String POSSIBLE_DUPLICATE =
            "Connected to 192.0.2.1 but connection died. Possible duplicate! (#4.4.2)\n";

    private EightBit eightBit = EightBit.CONVERT;
    private ClientDialogue dialogue =
            new ClientDialogue(to("a@ext.test"), new Reports("192.0.2.1"), PLAIN, Standing.FRESH, EightBit.CONVERT);

    /** Of a host that answers EHLO with these lines. */
    private static Capabilities offering(String... lines) {
        List<String> all = new ArrayList<>(List.of("mx.ext.test"));
        all.addAll(List.of(lines));
        return Capabilities.of(new SmtpReply(250, Optional.empty(), all));
    }

    private static OutboundMessage to(String... recipients) {
        return message("s@local.test", BodyType.SEVEN_BIT, "hi\n", recipients);
    }

    private static OutboundMessage message(String sender, BodyType body, String content, String... recipients) {
        return new OutboundMessage(
                ReversePath.require(sender),
                Arrays.stream(recipients).map(EmailAddress::require).toList(),
                body,
                new Content.InMemory(content.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private Play play(OutboundMessage message, Capabilities capabilities, Standing standing) {
        dialogue = new ClientDialogue(message, new Reports("192.0.2.1"), capabilities, standing, eightBit);
        return new Play(dialogue);
    }

    private Play play(Capabilities capabilities, String... recipients) {
        return play(to(recipients), capabilities, Standing.FRESH);
    }

    private void isSettled(Afterwards afterwards, DeliveryOutcome... outcomes) {
        new Play(dialogue).ends();
        assertThat(dialogue.result()).isEqualTo(new Settled(List.of(outcomes), afterwards));
    }

    private static Failed refused(String said) {
        return new Failed(
                "192.0.2.1 does not like recipient.\nRemote host said: " + said + "\nGiving up on 192.0.2.1.\n");
    }

    private static Deferred refusedForNow(String said) {
        return new Deferred(refused(said).text());
    }

    @Nested
    class AProbe {
        private final OutboundMessage probe =
                OutboundMessage.probe(ReversePath.NULL, EmailAddress.require("a@ext.test"));

        @Test
        void leavesWithTheAnswerToItsRecipientAndNeverSaysData() {
            play(probe, PLAIN, Standing.FRESH)
                    .says("MAIL FROM:<>")
                    .hears("250 ok")
                    .says("RCPT TO:<a@ext.test>")
                    .hears("250 fine");

            isSettled(Afterwards.QUIT, new Delivered("192.0.2.1 likes recipient.\nRemote host said: 250 fine\n"));
        }

        @Test
        void tellsARefusalAsADeliveryWould() {
            play(probe, PIPELINING, Standing.FRESH)
                    .says("MAIL FROM:<>", "RCPT TO:<a@ext.test>")
                    .hears("250 ok")
                    .hears("550 nobody");

            isSettled(Afterwards.QUIT, refused("550 nobody"));
        }

        @Test
        void leavesAlsoWhenItsSenderIsRefused() {
            play(probe, PLAIN, Standing.FRESH).says("MAIL FROM:<>").hears("550 no bounces");

            isSettled(
                    Afterwards.QUIT,
                    new Failed("Connected to 192.0.2.1 but sender was rejected.\nRemote host said: 550 no bounces\n"));
        }
    }

    /** What each class of reply means at each step, one recipient, one command at a time. */
    @Nested
    class EveryReply {
        private final Play play = play(PLAIN, "a@ext.test");

        private void endsWith(String kind, String afterwards, String report, String said) {
            String text = report + "\nRemote host said: " + said + "\n";
            DeliveryOutcome outcome = switch (kind) {
                case "delivered" -> new Delivered(text);
                case "failed" -> new Failed(text);
                default -> new Deferred(text);
            };
            isSettled(Afterwards.valueOf(afterwards), outcome);
        }

        @ParameterizedTest
        @CsvSource({
            "550 no, failed, RESET",
            "553 5.1.8 no, failed, RESET",
            "450 later, deferred, QUIT",
            "421 bye, deferred, DROP",
            "354 what, deferred, QUIT",
            "noise, deferred, DROP",
            "999 no, deferred, DROP"
        })
        void toMail(String said, String kind, String afterwards) {
            play.says(MAIL).hears(said);

            endsWith(kind, afterwards, "Connected to 192.0.2.1 but sender was rejected.", said);
        }

        @ParameterizedTest
        @CsvSource({"250 ok", "251 will forward", "252 may be", "200 odd"})
        void yesToRecipientLeadsToData(String said) {
            play.says(MAIL)
                    .hears("250 ok")
                    .says("RCPT TO:<a@ext.test>")
                    .hears(said)
                    .says("DATA");
        }

        @ParameterizedTest
        @CsvSource({
            "550 no, failed, RESET",
            "552 full, failed, RESET",
            "450 later, deferred, RESET",
            "452 too many, deferred, RESET",
            "421 bye, deferred, DROP",
            "354 what, deferred, RESET",
            "noise, deferred, DROP"
        })
        void noToRecipient(String said, String kind, String afterwards) {
            play.says(MAIL).hears("250 ok").says("RCPT TO:<a@ext.test>").hears(said);

            isSettled(Afterwards.valueOf(afterwards), kind.equals("failed") ? refused(said) : refusedForNow(said));
        }

        @ParameterizedTest
        @CsvSource({
            "550 no, failed, RESET",
            "450 later, deferred, QUIT",
            "421 bye, deferred, DROP",
            "250 go, deferred, DROP",
            "noise, deferred, DROP"
        })
        void noToData(String said, String kind, String afterwards) {
            play.says(MAIL)
                    .hears("250 ok")
                    .says("RCPT TO:<a@ext.test>")
                    .hears("250 ok")
                    .says("DATA")
                    .hears(said);

            endsWith(kind, afterwards, "192.0.2.1 failed on DATA command.", said);
        }

        @ParameterizedTest
        @CsvSource({
            "250 ok 7, delivered, KEEP",
            "200 odd, delivered, KEEP",
            "550 spam, failed, KEEP",
            "451 later, deferred, QUIT",
            "421 bye, deferred, DROP",
            "354 again, deferred, DROP",
            "noise, deferred, DROP"
        })
        void toTheFinalDot(String said, String kind, String afterwards) {
            play.says(MAIL)
                    .hears("250 ok")
                    .says("RCPT TO:<a@ext.test>")
                    .hears("250 ok")
                    .says("DATA")
                    .hears("354 go")
                    .sendsContent()
                    .hears(said);

            endsWith(
                    kind,
                    afterwards,
                    kind.equals("delivered")
                            ? "192.0.2.1 accepted message."
                            : "192.0.2.1 failed after I sent the message.",
                    said);
        }

        @Test
        void reportsHaveAllLinesOfAReply() {
            play.says(MAIL).hears("550-5.7.1 we do not like you", "550 5.7.1 go away");

            isSettled(Afterwards.RESET, new Failed("""
                            Connected to 192.0.2.1 but sender was rejected.
                            Remote host said: 550-5.7.1 we do not like you
                            550 5.7.1 go away
                            """));
        }
    }

    @Nested
    class SeveralRecipients {
        @Test
        void eachHasItsOwnOutcome() {
            play(PLAIN, "a@ext.test", "b@ext.test", "c@ext.test")
                    .says(MAIL)
                    .hears("250 ok")
                    .says("RCPT TO:<a@ext.test>")
                    .hears("550 no a")
                    .says("RCPT TO:<b@ext.test>")
                    .hears("250 ok")
                    .says("RCPT TO:<c@ext.test>")
                    .hears("450 not now")
                    .says("DATA")
                    .hears("354 go")
                    .sendsContent()
                    .hears("250 ok 7");

            isSettled(Afterwards.KEEP, refused("550 no a"), new Delivered(ACCEPTED), refusedForNow("450 not now"));
        }

        @Test
        void noDataWhenAllAreRefused() {
            play(PLAIN, "a@ext.test", "b@ext.test")
                    .says(MAIL)
                    .hears("250 ok")
                    .says("RCPT TO:<a@ext.test>")
                    .hears("550 no a")
                    .says("RCPT TO:<b@ext.test>")
                    .hears("450 no b");

            isSettled(Afterwards.RESET, refused("550 no a"), refusedForNow("450 no b"));
        }

        @Test
        void goodbyeInTheMiddleDefersWhoeverHasNoOutcome() {
            play(PLAIN, "a@ext.test", "b@ext.test", "c@ext.test", "d@ext.test")
                    .says(MAIL)
                    .hears("250 ok")
                    .says("RCPT TO:<a@ext.test>")
                    .hears("550 no a")
                    .says("RCPT TO:<b@ext.test>")
                    .hears("250 ok")
                    .says("RCPT TO:<c@ext.test>")
                    .hears("421 bye");

            Deferred died = new Deferred(DIED + "Remote host said: 421 bye\n");
            isSettled(Afterwards.DROP, refused("550 no a"), died, refusedForNow("421 bye"), died);
        }

        @Test
        void tooManyIsNotForeverHoweverItIsSaid() {
            String[] recipients = IntStream.rangeClosed(1, 101)
                    .mapToObj(i -> "r" + i + "@ext.test")
                    .toArray(String[]::new);
            Play play = play(PLAIN, recipients).says(MAIL).hears("250 ok");
            for (int i = 1; i <= 100; i++) {
                play.says("RCPT TO:<r" + i + "@ext.test>").hears("250 ok");
            }
            play.says("RCPT TO:<r101@ext.test>")
                    .hears("552 too many recipients")
                    .says("DATA")
                    .hears("354 go")
                    .sendsContent()
                    .hears("250 ok 7");

            Settled settled = (Settled) dialogue.result();
            assertThat(settled.outcomes().subList(0, 100)).containsOnly(new Delivered(ACCEPTED));
            assertThat(settled.outcomes().get(100)).isEqualTo(refusedForNow("552 too many recipients"));
        }
    }

    @Nested
    class Pipelined {
        @Test
        void mailRecipientsAndDataGoInOneWrite() {
            play(PIPELINING, "a@ext.test", "b@ext.test")
                    .says(MAIL, "RCPT TO:<a@ext.test>", "RCPT TO:<b@ext.test>", "DATA")
                    .listens(StepLimit.MAIL)
                    .hears("250 ok")
                    .listens(StepLimit.RECIPIENT)
                    .hearsEach("250 ok", "550 no b")
                    .listens(StepLimit.DATA)
                    .hears("354 go")
                    .sendsContent()
                    .listens(StepLimit.FINAL_DOT)
                    .hears("250 ok 7");

            isSettled(Afterwards.KEEP, new Delivered(ACCEPTED), refused("550 no b"));
        }

        @Test
        void aRefusedSenderSettlesAllWhateverComesAfter() {
            play(PIPELINING, "a@ext.test")
                    .says(MAIL, "RCPT TO:<a@ext.test>", "DATA")
                    .hearsEach("550 no", "503 bad sequence", "503 bad sequence");

            isSettled(
                    Afterwards.RESET,
                    new Failed("Connected to 192.0.2.1 but sender was rejected.\nRemote host said: 550 no\n"));
        }

        @Test
        void onlyADotGoesIntoDataThatIsForNobody() {
            play(PIPELINING, "a@ext.test", "b@ext.test")
                    .says(MAIL, "RCPT TO:<a@ext.test>", "RCPT TO:<b@ext.test>", "DATA")
                    .hearsEach("250 ok", "550 no a", "450 no b", "354 go")
                    .says(".")
                    .listens(StepLimit.FINAL_DOT)
                    .hears("554 nobody to send to");

            isSettled(Afterwards.RESET, refused("550 no a"), refusedForNow("450 no b"));
        }

        @Test
        void dataAfterARefusedSenderGetsOnlyADotToo() {
            play(PIPELINING, "a@ext.test")
                    .says(MAIL, "RCPT TO:<a@ext.test>", "DATA")
                    .hearsEach("450 no", "250 ok", "354 go")
                    .says(".")
                    .hears("250 thanks for nothing");

            isSettled(
                    Afterwards.QUIT,
                    new Deferred("Connected to 192.0.2.1 but sender was rejected.\nRemote host said: 450 no\n"));
        }

        @Test
        void dataIsRefusedWhenAllRecipientsAre() {
            play(PIPELINING, "a@ext.test")
                    .says(MAIL, "RCPT TO:<a@ext.test>", "DATA")
                    .hearsEach("250 ok", "550 no a", "503 no recipients");

            isSettled(Afterwards.RESET, refused("550 no a"));
        }

        @Test
        void aYesToDataThatIsNo354IsDistrusted() {
            play(PIPELINING, "a@ext.test")
                    .says(MAIL, "RCPT TO:<a@ext.test>", "DATA")
                    .hearsEach("250 stray", "250 ok", "250 ok");

            isSettled(Afterwards.DROP, new Deferred("192.0.2.1 failed on DATA command.\nRemote host said: 250 ok\n"));
        }

        @Test
        void andSoAreTheAnswersBeforeIt() {
            play(PIPELINING, "a@ext.test", "b@ext.test", "c@ext.test")
                    .says(MAIL, "RCPT TO:<a@ext.test>", "RCPT TO:<b@ext.test>", "RCPT TO:<c@ext.test>", "DATA")
                    .hearsEach("250 stray", "250 ok", "550 no a", "250 ok", "250 ok");

            Deferred distrusted = new Deferred("192.0.2.1 failed on DATA command.\nRemote host said: 250 ok\n");
            isSettled(Afterwards.DROP, distrusted, distrusted, distrusted);
        }

        @Test
        void noMoreRepliesAreOutstandingThanFitTheWindow() {
            String[] recipients = IntStream.rangeClosed(1, 120)
                    .mapToObj(i -> "r" + i + "@ext.test")
                    .toArray(String[]::new);
            Play play = play(PIPELINING, recipients);
            List<Integer> groups = new ArrayList<>();
            for (boolean last = false; !last; ) {
                String commands = ((ClientStep.Send) dialogue.next()).commands();
                int lines = (int) commands.lines().count();
                groups.add(lines);
                last = commands.endsWith("DATA\r\n");
                for (int i = 1; i < lines; i++) {
                    play.hears("250 ok");
                }
                play.hears(last ? "354 go" : "250 ok");
            }

            assertThat(groups).containsExactly(50, 50, 22);
            play.sendsContent().hears("250 ok 7");
            assertThat(((Settled) dialogue.result()).outcomes()).hasSize(120).containsOnly(new Delivered(ACCEPTED));
        }

        @Test
        void aRefusedSenderSparesTheOtherGroups() {
            String[] recipients = IntStream.rangeClosed(1, 120)
                    .mapToObj(i -> "r" + i + "@ext.test")
                    .toArray(String[]::new);
            Play play = play(PIPELINING, recipients);
            assertThat(dialogue.next()).isInstanceOf(ClientStep.Send.class);
            play.hears("550 no");
            for (int i = 0; i < 49; i++) {
                play.hears("503 bad sequence");
            }
            play.ends();

            assertThat(((Settled) dialogue.result()).outcomes()).hasSize(120).hasOnlyElementsOfType(Failed.class);
        }
    }

    @Nested
    class LostConnection {
        @Test
        void beforeTheFinalDotIsADeferral() {
            play(PLAIN, "a@ext.test", "b@ext.test")
                    .says(MAIL)
                    .hears("250 ok")
                    .says("RCPT TO:<a@ext.test>")
                    .hears("550 no a")
                    .dies();

            isSettled(Afterwards.DROP, refused("550 no a"), new Deferred(DIED));
        }

        @Test
        void whileTheContentIsSentIsADeferral() {
            Play play = play(PIPELINING, "a@ext.test")
                    .says(MAIL, "RCPT TO:<a@ext.test>", "DATA")
                    .hearsEach("250 ok", "250 ok", "354 go");
            play.wantsContent();
            play.dies();

            isSettled(Afterwards.DROP, new Deferred(DIED));
        }

        @Test
        void afterTheFinalDotMayMeanADuplicateForThoseWhoWereAccepted() {
            play(PIPELINING, "a@ext.test", "b@ext.test")
                    .says(MAIL, "RCPT TO:<a@ext.test>", "RCPT TO:<b@ext.test>", "DATA")
                    .hearsEach("250 ok", "250 ok", "550 no b", "354 go")
                    .sendsContent()
                    .dies();

            isSettled(Afterwards.DROP, new Deferred(POSSIBLE_DUPLICATE), refused("550 no b"));
        }

        @Test
        void afterADotForNobodyChangesNothing() {
            play(PIPELINING, "a@ext.test")
                    .says(MAIL, "RCPT TO:<a@ext.test>", "DATA")
                    .hearsEach("250 ok", "550 no a", "354 go")
                    .says(".")
                    .dies();

            isSettled(Afterwards.DROP, refused("550 no a"));
        }
    }

    @Test
    void aContentThatCannotBeReadIsADeferral() {
        play(PIPELINING, "a@ext.test")
                .says(MAIL, "RCPT TO:<a@ext.test>", "DATA")
                .hearsEach("250 ok", "250 ok", "354 go")
                .wantsContent()
                .contentUnreadable();

        isSettled(Afterwards.DROP, new Deferred("Unable to read message. (#4.3.0)\n"));
    }

    @Nested
    class InASessionThatWasKept {
        @Test
        void beginsWithMail() {
            play(to("a@ext.test"), PIPELINING, Standing.KEPT)
                    .says(MAIL, "RCPT TO:<a@ext.test>", "DATA")
                    .hearsEach("250 ok", "250 ok", "354 go")
                    .sendsContent()
                    .hears("250 ok 7");

            isSettled(Afterwards.KEEP, new Delivered(ACCEPTED));
        }

        @Test
        void beginsWithResetIfTheLastTransactionWasNotCompleted() {
            play(to("a@ext.test"), PIPELINING, Standing.UNFINISHED)
                    .says("RSET", MAIL, "RCPT TO:<a@ext.test>", "DATA")
                    .hearsEach("250 reset", "250 ok", "250 ok", "354 go")
                    .sendsContent()
                    .hears("250 ok 7");

            isSettled(Afterwards.KEEP, new Delivered(ACCEPTED));
        }

        @Test
        void resetGoesAloneWithoutPipelining() {
            play(to("a@ext.test"), PLAIN, Standing.UNFINISHED)
                    .says("RSET")
                    .hears("250 ok")
                    .says(MAIL);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"421 you have been idle", "450 too many messages here", "550 enough", "354 go", "noise"})
        void isStaleIfMailIsNotTaken(String said) {
            play(to("a@ext.test"), PIPELINING, Standing.KEPT)
                    .says(MAIL, "RCPT TO:<a@ext.test>", "DATA")
                    .hears(said)
                    .ends();

            assertThat(dialogue.result()).isEqualTo(new Stale());
        }

        @ParameterizedTest
        @ValueSource(strings = {"421 you have been idle", "500 what", "354 go", "noise"})
        void isStaleIfResetIsNotTaken(String said) {
            play(to("a@ext.test"), PIPELINING, Standing.UNFINISHED)
                    .says("RSET", MAIL, "RCPT TO:<a@ext.test>", "DATA")
                    .hears(said)
                    .ends();

            assertThat(dialogue.result()).isEqualTo(new Stale());
        }

        @ParameterizedTest
        @EnumSource(names = {"KEPT", "UNFINISHED"})
        void isStaleIfItDiesBeforeMailIsTaken(Standing standing) {
            Play play = play(to("a@ext.test"), PIPELINING, standing);
            assertThat(dialogue.next()).isInstanceOf(ClientStep.Send.class);
            play.dies().ends();

            assertThat(dialogue.result()).isEqualTo(new Stale());
        }

        @Test
        void isNotStaleOnceMailIsTaken() {
            play(to("a@ext.test"), PIPELINING, Standing.KEPT)
                    .says(MAIL, "RCPT TO:<a@ext.test>", "DATA")
                    .hears("250 ok")
                    .dies();

            isSettled(Afterwards.DROP, new Deferred(DIED));
        }
    }

    @Nested
    class Parameters {
        private final Capabilities all = offering("8BITMIME", "SIZE 1000");

        @Test
        void sizeCountsLineEndsTwiceAndNoDots() {
            play(message("s@local.test", BodyType.SEVEN_BIT, "a\n.\n\nb\r\nc", "a@ext.test"), all, Standing.FRESH)
                    .says(MAIL + " SIZE=12");
        }

        @Test
        void sizeOfAContentThatIsNotInMemoryIsItsStoredSize() {
            Content stored = new Content() {
                @Override
                public long octets() {
                    return 999;
                }

                @Override
                public InputStream open() {
                    return new ByteArrayInputStream(new byte[999]);
                }
            };
            OutboundMessage message = new OutboundMessage(
                    ReversePath.NULL, List.of(EmailAddress.require("a@ext.test")), BodyType.SEVEN_BIT, stored);

            play(message, all, Standing.FRESH).says("MAIL FROM:<> SIZE=999");
        }

        @Test
        void eightBitIsDeclaredWhereItIsOffered() {
            OutboundMessage message = message("s@local.test", BodyType.EIGHT_BIT_MIME, "\u00e4\n", "a@ext.test");

            play(message, all, Standing.FRESH).says(MAIL + " SIZE=3 BODY=8BITMIME");
            eightBit = EightBit.SEND;
            play(message, PLAIN, Standing.FRESH).says(MAIL);
        }

        @Test
        void eightBitIsDeclaredAlsoIfTheClientHasNotDoneIt() {
            OutboundMessage message = message("s@local.test", BodyType.SEVEN_BIT, "a: b\n\n\u00e4\n", "a@ext.test");

            play(message, all, Standing.FRESH).says(MAIL + " SIZE=11 BODY=8BITMIME");
        }

        @Test
        void whatIsTooLargeForTheHostFailsWithoutAWord() {
            OutboundMessage message =
                    message("s@local.test", BodyType.SEVEN_BIT, "x\n".repeat(334), "a@ext.test", "b@ext.test");

            play(message, all, Standing.FRESH).ends();

            Failed tooLarge = new Failed(
                    "Connected to 192.0.2.1 but it takes messages of up to 1000 octets, and this one has 1002. (#5.3.4)\n");
            isSettled(Afterwards.KEEP, tooLarge, tooLarge);
        }

        @Test
        void whatJustFitsIsSent() {
            play(message("", BodyType.SEVEN_BIT, "x".repeat(998) + "\n", "a@ext.test"), all, Standing.FRESH)
                    .says("MAIL FROM:<> SIZE=1000");
        }

        @Test
        void zeroIsNoLimit() {
            Capabilities unlimited = offering("SIZE 0");

            play(to("a@ext.test"), unlimited, Standing.FRESH).says(MAIL + " SIZE=4");
        }
    }

    @Nested
    class Extensions {
        private static final String BINARY =
                "Connected to 192.0.2.1 but it does not take binary messages, and this one is. (#5.6.3)\n";
        private static final String NO_UTF8 =
                "Connected to 192.0.2.1 but it does not take addresses and headers beyond ASCII. (#5.6.7)\n";

        private final MailOptions asked =
                new MailOptions(BodyType.EIGHT_BIT_MIME, true, ReturnedContent.parse("HDRS"), Xtext.parse("q+2B1"));
        private final RecipientOptions told =
                new RecipientOptions(Notify.parse("SUCCESS").orElseThrow(), OriginalRecipient.parse("rfc822;o@x.test"));

        private OutboundMessage message(String sender, MailOptions options, String content, String recipient) {
            return new OutboundMessage(
                    new Envelope(
                            ReversePath.require(sender),
                            List.of(new EnvelopeRecipient(EmailAddress.require(recipient), told)),
                            options),
                    new Content.InMemory(content.getBytes(StandardCharsets.UTF_8)));
        }

        @Test
        void whatTheSenderWantsToBeToldGoesToHostsThatTell() {
            play(message("s@local.test", asked, "a: b\n", "a@ext.test"), offering("DSN"), Standing.FRESH)
                    .says(MAIL + " RET=HDRS ENVID=q+2B1")
                    .hears("250 ok")
                    .says("RCPT TO:<a@ext.test> NOTIFY=SUCCESS ORCPT=rfc822;o@x.test")
                    .hears("250 ok")
                    .says("DATA")
                    .hears("354 go")
                    .sendsContent()
                    .hears("250 ok 7");
            isSettled(Afterwards.KEEP, new Delivered(ACCEPTED, true));
        }

        @Test
        void othersHearNothingOfIt() {
            play(message("s@local.test", asked, "a: b\n", "a@ext.test"), PLAIN, Standing.FRESH)
                    .says(MAIL)
                    .hears("250 ok")
                    .says("RCPT TO:<a@ext.test>")
                    .hears("250 ok")
                    .says("DATA")
                    .hears("354 go")
                    .sendsContent()
                    .hears("250 ok 7");
            isSettled(Afterwards.KEEP, new Delivered(ACCEPTED));
        }

        @ParameterizedTest
        @CsvSource({
            "s@local.test, 'a: b', a@ext.test, <s@local.test>, <a@ext.test>",
            "s@local.test, 'a: b\u00fc', a@ext.test, <s@local.test> SMTPUTF8, <a@ext.test>",
            "s@b\u00fc.test, 'a: b', a@ext.test, <s@xn--b-eha.test>, <a@ext.test>",
            "\u00fc@b\u00fc.test, 'a: b', a@ext.test, <\u00fc@b\u00fc.test> SMTPUTF8, <a@ext.test>",
            "s@local.test, 'a: b', \u00fc@b\u00fc.test, <s@local.test> SMTPUTF8, <\u00fc@b\u00fc.test>"
        })
        void smtpUtf8IsSaidWhereItIsNeeded(String sender, String header, String recipient, String from, String to) {
            play(message(sender, asked, header + "\n\n\u00fc\n", recipient), offering("smtputf8"), Standing.FRESH)
                    .says("MAIL FROM:" + from)
                    .hears("250 ok")
                    .says("RCPT TO:" + to);
        }

        @ParameterizedTest
        @CsvSource({
            "s@local.test, 'a: b\u00fc', a@ext.test",
            "\u00fc@local.test, 'a: b', a@ext.test",
            "s@local.test, 'a: b', \u00fc@b\u00fc.test"
        })
        void whatNeedsItFailsWhereItIsNotOffered(String sender, String header, String recipient) {
            play(message(sender, asked, header + "\n\n", recipient), PLAIN, Standing.FRESH)
                    .ends();
            isSettled(Afterwards.KEEP, new Failed(NO_UTF8));
        }

        @Test
        void headersOfOldAreNobodysBusiness() {
            MailOptions old = MailOptions.of(BodyType.EIGHT_BIT_MIME);
            play(
                            message("s@local.test", old, "Subject: \u00fc\n\n", "a@ext.test"),
                            offering("8BITMIME"),
                            Standing.FRESH)
                    .says(MAIL + " BODY=8BITMIME");
        }

        @Test
        void binaryGoesAsOneChunk() {
            MailOptions binary = MailOptions.of(BodyType.BINARY_MIME);
            play(
                            message("s@local.test", binary, "a\n\r\n\0", "a@ext.test"),
                            offering("PIPELINING", "CHUNKING", "BINARYMIME", "SIZE", "8BITMIME"),
                            Standing.FRESH)
                    .says(MAIL + " SIZE=5 BODY=BINARYMIME", "RCPT TO:<a@ext.test>")
                    .hears("250 ok")
                    .hears("250 ok")
                    .sendsChunk()
                    .hears("250 ok 7");
            isSettled(Afterwards.KEEP, new Delivered(ACCEPTED));
        }

        @Test
        void noChunkIsSentForRefusedRecipients() {
            MailOptions binary = MailOptions.of(BodyType.BINARY_MIME);
            play(message("s@local.test", binary, "a", "a@ext.test"), offering("CHUNKING", "BINARYMIME"), Standing.FRESH)
                    .says(MAIL + " BODY=BINARYMIME")
                    .hears("250 ok")
                    .says("RCPT TO:<a@ext.test>")
                    .hears("550 no")
                    .ends();
            isSettled(Afterwards.RESET, refused("550 no"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"CHUNKING", "BINARYMIME", "8BITMIME"})
        void binaryFailsWhereItCannotGo(String offered) {
            MailOptions binary = MailOptions.of(BodyType.BINARY_MIME);
            play(message("s@local.test", binary, "a", "a@ext.test"), offering(offered), Standing.FRESH)
                    .ends();
            isSettled(Afterwards.KEEP, new Failed(BINARY));
        }

        @ParameterizedTest
        @CsvSource({
            "LIMITS RCPTMAX=2, 2",
            "limits mailmax=5 rcptmax=9, 4",
            "LIMITS RCPTDOMAINMAX=1, 2",
            "LIMITS RCPTDOMAINMAX=2 RCPTMAX=100, 4",
            "LIMITS RCPTMAX=0, 4",
            "LIMITS RCPTMAX=x RCPTMAX, 4",
            "LIMITS, 4"
        })
        void limitsOfTheHostSayHowManyRecipientsGoTogether(String line, int count) {
            List<EmailAddress> recipients = Stream.of("a@x.test", "b@X.test", "c@y.test", "d@x.test")
                    .map(EmailAddress::require)
                    .toList();
            assertThat(offering(line).limits().fitting(recipients)).isEqualTo(count);
        }

        @Test
        void limitOfTransactionsIsRead() {
            assertThat(offering("LIMITS MAILMAX=5").limits().transactions()).isEqualTo(5);
            assertThat(offering("LIMITS MAILMAX=1234567").limits()).isEqualTo(SessionLimits.NONE);
        }
    }

    @Nested
    class SevenBitHosts {
        private static final String TEXT = "Content-Type: text/plain\n\nnot so much \u00fc\n";
        private static final String NEEDS = "Connected to 192.0.2.1 but it does not take 8-bit messages, and this one ";

        private OutboundMessage text(String content) {
            return message("s@local.test", BodyType.EIGHT_BIT_MIME, content, "a@ext.test");
        }

        private String sent() throws IOException {
            ClientStep step = dialogue.next();
            assertThat(step).isInstanceOf(ClientStep.SendContent.class);
            try (InputStream in = ((ClientStep.SendContent) step).content().open()) {
                return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            }
        }

        private void getThrough(OutboundMessage message, Capabilities capabilities, String mail) {
            play(message, capabilities, Standing.FRESH)
                    .says(mail)
                    .hears("250 ok")
                    .says("RCPT TO:<a@ext.test>")
                    .hears("250 ok")
                    .says("DATA")
                    .hears("354 go");
        }

        @Test
        void getAConvertedContentAndItsSize() throws IOException {
            getThrough(text(TEXT), offering("SIZE"), MAIL + " SIZE=150");

            assertThat(sent()).isEqualTo("""
                    Content-Type: text/plain
                    MIME-Version: 1.0
                    Content-Transfer-Encoding: quoted-printable
                    X-MIME-Autoconverted: from 8bit to 7bit

                    not so much =FC
                    """);
        }

        @Test
        void getSevenBitsUnchanged() throws IOException {
            String plain = "Content-Transfer-Encoding: 8bit\n\nhi\n";
            for (EightBit each : EightBit.values()) {
                eightBit = each;
                getThrough(text(plain), PLAIN, MAIL);
                assertThat(sent()).isEqualTo(plain);
            }
        }

        @Test
        void getEightBitsAllTheSameIfTheSettingSaysSo() throws IOException {
            eightBit = EightBit.SEND;
            getThrough(text(TEXT), PLAIN, MAIL);
            assertThat(sent()).isEqualTo(TEXT);
        }

        @Test
        void getNothingIfTheSettingSaysSo() {
            eightBit = EightBit.BOUNCE;
            play(text(TEXT), PLAIN, Standing.FRESH).ends();
            isSettled(Afterwards.KEEP, new Failed(NEEDS + "is. (#5.6.3)\n"));
        }

        @Test
        void getNothingThatCannotBeConverted() {
            play(
                            text("Content-Type: multipart/signed; boundary=b\n\n--b\n\n\u00fc\n--b--\n"),
                            PLAIN,
                            Standing.UNFINISHED)
                    .ends();
            isSettled(
                    Afterwards.RESET,
                    new Failed(NEEDS + "cannot be converted: an 8-bit part of it is signed or encrypted. (#5.6.3)\n"));
        }

        @Test
        void whoTakesSmtpUtf8TakesEightBits() throws IOException {
            getThrough(text(TEXT), offering("SMTPUTF8"), MAIL);
            assertThat(sent()).isEqualTo(TEXT);
        }

        @Test
        void aContentThatCannotBeReadIsADeferral() {
            Content unreadable = new Content() {
                @Override
                public long octets() {
                    return 9;
                }

                @Override
                public InputStream open() throws IOException {
                    throw new IOException("gone");
                }
            };
            for (EightBit each : List.of(EightBit.CONVERT, EightBit.BOUNCE)) {
                eightBit = each;
                play(
                                new OutboundMessage(
                                        ReversePath.NULL,
                                        List.of(EmailAddress.require("a@ext.test")),
                                        BodyType.EIGHT_BIT_MIME,
                                        unreadable),
                                PLAIN,
                                Standing.FRESH)
                        .ends();
                isSettled(Afterwards.KEEP, new Deferred("Unable to read message. (#4.3.0)\n"));
            }
        }
    }

    @Nested
    class Addresses {
        @ParameterizedTest
        @CsvSource({"'', <>", "#@[], <#@[]>", "S.t@Local.Test, <S.t@Local.Test>", "a b@local.test, <\"a b\"@local.test>"
        })
        void senderIsQuotedWhereItMustBe(String sender, String path) {
            play(message(sender, BodyType.SEVEN_BIT, "", "a@ext.test"), PLAIN, Standing.FRESH)
                    .says("MAIL FROM:" + path);
        }

        @Test
        void recipientIsQuotedWhereItMustBe() {
            play(PLAIN, "a..\"b@[192.0.2.9]").says(MAIL).hears("250 ok").says("RCPT TO:<\"a..\\\"b\"@[192.0.2.9]>");
        }

        @Test
        void whatIsNotAsciiIsNotSent() {
            Failed failed = new Failed(
                    "Connected to 192.0.2.1 but it does not take addresses and headers beyond ASCII. (#5.6.7)\n");
            play(PLAIN, "\u00e9@ext.test", "b@ext.test")
                    .says(MAIL)
                    .hears("250 ok")
                    .says("RCPT TO:<b@ext.test>")
                    .hears("250 ok")
                    .says("DATA")
                    .hears("354 go")
                    .sendsContent()
                    .hears("250 ok 7");
            isSettled(Afterwards.KEEP, failed, new Delivered(ACCEPTED));

            play(message("\u00e9@local.test", BodyType.SEVEN_BIT, "", "a@ext.test"), PLAIN, Standing.UNFINISHED)
                    .ends();
            isSettled(Afterwards.RESET, failed);
        }
    }

    @Test
    void hasNoResultBeforeTheEnd() {
        assertThatThrownBy(dialogue::result).isInstanceOf(IllegalStateException.class);
    }
}
