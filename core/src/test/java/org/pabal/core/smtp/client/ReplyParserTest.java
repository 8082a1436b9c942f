package org.pabal.core.smtp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.smtp.EnhancedStatus;
import org.pabal.core.smtp.SmtpReply;

class ReplyParserTest {
    private static final int ENOUGH_FOR_ANYTHING = 200_000;

    private static List<Heard> parse(String wire) {
        byte[] octets = wire.getBytes(StandardCharsets.ISO_8859_1);
        return parse(octets, octets.length);
    }

    private static List<Heard> parse(byte[] octets, int atOnce) {
        ReplyParser parser = new ReplyParser();
        List<Heard> replies = new ArrayList<>();
        int at = 0;
        while (at < octets.length) {
            at += parser.accept(octets, at, Math.min(atOnce, octets.length - at));
            parser.poll().ifPresent(replies::add);
        }
        return replies;
    }

    private static Heard one(String wire) {
        List<Heard> replies = parse(wire);
        assertThat(replies).hasSize(1);
        return replies.getFirst();
    }

    private static SmtpReply reply(String wire) {
        return ((Heard.Reply) one(wire)).reply();
    }

    @Nested
    class ByTheRules {
        @Test
        void oneLine() {
            assertThat(one("250 ok\r\n")).isEqualTo(new Heard.Reply(SmtpReply.of(250, "ok"), "250 ok\n"));
        }

        @Test
        void severalLinesAreOneReply() {
            Heard.Reply heard = (Heard.Reply) one("250-mx.example.net\r\n250-SIZE 100\r\n250 PIPELINING\r\n");

            assertThat(heard.reply().lines()).containsExactly("mx.example.net", "SIZE 100", "PIPELINING");
            assertThat(heard.text()).isEqualTo("250-mx.example.net\n250-SIZE 100\n250 PIPELINING\n");
        }

        @Test
        void repliesThatArriveTogetherAreToldApart() {
            assertThat(parse("250 ok\r\n550-no\r\n550 never\r\n354 go\r\n"))
                    .extracting(Heard::text)
                    .containsExactly("250 ok\n", "550-no\n550 never\n", "354 go\n");
        }

        @Test
        void textMayBeMissing() {
            assertThat(reply("250\r\n").lines()).containsExactly("");
            assertThat(reply("250 \r\n").lines()).containsExactly("");
            assertThat(reply("250-\r\n250\r\n").lines()).containsExactly("", "");
        }

        @Test
        void lineFeedAloneEndsALine() {
            assertThat(reply("250 ok\n")).isEqualTo(SmtpReply.of(250, "ok"));
        }

        @Test
        void enhancedStatusIsRecognisedAndTakenOffEveryLine() {
            SmtpReply reply = reply("550-5.1.1 no such user\r\n550 5.1.1 go away\r\n");

            assertThat(reply.status()).contains(new EnhancedStatus(5, 1, 1));
            assertThat(reply.lines()).containsExactly("no such user", "go away");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"550 4.1.1 no", "550 5.1 no", "550 5.1.1000 no", "550 5.1.1no", "354 3.0.0 go", "250 2..0 ok"
                })
        void whatDisagreesOrIsNoStatusIsText(String line) {
            SmtpReply reply = reply(line + "\r\n");

            assertThat(reply.status()).isEmpty();
            assertThat(reply.lines()).containsExactly(line.substring(4));
        }

        @Test
        void statusMayBeTheWholeText() {
            assertThat(reply("250 2.0.0\r\n"))
                    .isEqualTo(new SmtpReply(250, Optional.of(new EnhancedStatus(2, 0, 0)), List.of("")));
        }

        @Test
        void octetsOfOtherLanguagesAreShownAsQuestionMarks() {
            Heard.Reply heard = (Heard.Reply) one("550 pas trouv\u00e9\r\n");

            assertThat(heard.text()).isEqualTo("550 pas trouv?\n");
            assertThat(heard.reply().code()).isEqualTo(550);
        }
    }

    @Nested
    class NotByTheRules {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "hello",
                    "25 ok",
                    "2500 ok",
                    "250ok",
                    "25x ok",
                    "2 0 ok",
                    "-50 ok",
                    "+50 ok",
                    "999 ok",
                    "199 ok",
                    "600 no",
                    "000 ok",
                    "HTTP/1.1 400 Bad Request",
                    "\u0662\u0665\u0660 ok",
                    " 250 ok"
                })
        void isNoise(String line) {
            assertThat(one(line + "\r\n")).isInstanceOf(Heard.Noise.class);
        }

        @Test
        void codesThatChangeFromLineToLineAreNoise() {
            // T-INJ 152
            assertThat(one("250-fine\r\n550 or not\r\n")).isEqualTo(new Heard.Noise("250-fine\n550 or not\n"));
            assertThat(one("550-no\r\n250-yes\r\n550 no\r\n")).isInstanceOf(Heard.Noise.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"\u0000", "\u001b[31m", "\u0007", "\r", "\u007f"})
        void controlCharactersMakeARefusalNoiseButNotAnAcceptance(String odd) {
            // T-INJ 152
            assertThat(one("550 no" + odd + "!\r\n")).isInstanceOf(Heard.Noise.class);
            assertThat(one("450 no" + odd + "!\r\n")).isInstanceOf(Heard.Noise.class);
            assertThat(one("250 ok" + odd + "!\r\n")).isInstanceOf(Heard.Reply.class);
            assertThat(one("250 ok" + odd + "!\r\n").text()).matches("[\\n -~]*");
        }
    }

    @Nested
    class TooMuch {
        @Test
        void aLongLineIsCutAndStillUnderstood() {
            Heard.Reply heard = (Heard.Reply) one("250 " + "x".repeat(5_000) + "\r\n");

            assertThat(heard.text()).hasSize(ReplyParser.MAX_LINE + 1).startsWith("250 xxx");
        }

        @Test
        void aLineWithoutEndIsNoiseBeforeItIsOver() {
            Heard noise = parse("550 " + "x".repeat(1_000_000)).getFirst();

            assertThat(noise).isInstanceOf(Heard.Noise.class);
            assertThat(noise.text()).startsWith("550 xxx").hasSizeLessThanOrEqualTo(ReplyParser.MAX_TEXT);
        }

        @Test
        void continuationLinesWithoutEndAreNoise() {
            // T-INJ 152
            Heard noise = parse("250-more\r\n".repeat(100_000)).getFirst();

            assertThat(noise).isInstanceOf(Heard.Noise.class);
            assertThat(noise.text().lines()).hasSize(ReplyParser.MAX_LINES);
        }

        @Test
        void aHundredLinesAreUnderstood() {
            assertThat(reply("250-more\r\n".repeat(99) + "250 done\r\n").lines())
                    .hasSize(100);
        }

        @Test
        void textBeyondTheLimitIsLeftOut() {
            Heard.Reply heard = (Heard.Reply) one(("550-" + "x".repeat(990) + "\r\n").repeat(20) + "550 end\r\n");

            assertThat(heard.text()).hasSize(ReplyParser.MAX_TEXT).endsWith("x\n");
            assertThat(heard.reply().code()).isEqualTo(550);
        }
    }

    @Test
    void takesNothingWhileAReplyWaits() {
        ReplyParser parser = new ReplyParser();
        byte[] octets = "250 a\r\n250 b\r\n".getBytes(StandardCharsets.US_ASCII);

        assertThat(parser.accept(octets, 0, octets.length)).isEqualTo(7);
        assertThat(parser.accept(octets, 7, octets.length - 7)).isZero();
        assertThat(parser.isIdle()).isFalse();
        assertThat(parser.poll()).map(Heard::text).contains("250 a\n");
        assertThat(parser.poll()).isEmpty();
        assertThat(parser.isIdle()).isTrue();
        assertThat(parser.accept(octets, 7, 2)).isEqualTo(2);
        assertThat(parser.isIdle()).isFalse();
    }

    @Property
    void theSameIsHeardHoweverTheOctetsAreSplit(
            @ForAll @Size(max = 300) byte[] garbage, @ForAll @IntRange(min = 1, max = 9) int atOnce) {
        byte[] octets = new byte[garbage.length + 8];
        System.arraycopy(garbage, 0, octets, 0, garbage.length);
        System.arraycopy("\r\n250 k\n".getBytes(StandardCharsets.US_ASCII), 0, octets, garbage.length, 8);

        List<Heard> together = parse(octets, ENOUGH_FOR_ANYTHING);

        assertThat(together).isNotEmpty().isEqualTo(parse(octets, atOnce));
        assertThat(together).allSatisfy(h -> assertThat(h.text()).matches("[\\t\\n -~]*"));
    }
}
