package org.pabal.core.smtp.client;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.pabal.core.Fuzz;
import org.pabal.core.queue.DeliveryOutcome;

/** Replies of remote hosts: the same however they are cut, within their limits, and text for a log and a bounce. */
class ReplyFuzzTest {
    static Stream<byte[]> seeds() {
        return Fuzz.seeds(
                "0220 mx.test ESMTP\r\n250-mx.test\r\n250-SIZE 100\r\n250-LIMITS RCPTMAX=5 MAILMAX=9\r\n250 8BITMIME\r\n",
                "1550-5.1.1 no\r\n550 5.1.1 such\r\n",
                "2250-a\r\n550 b\r\n",
                "3250 \0\r\n",
                "4999 x\n",
                "5250",
                "6" + "250-x\r\n".repeat(101));
    }

    @MethodSource("seeds")
    @FuzzTest
    void areHeardInOneWay(byte[] input) {
        List<Heard> heard = heard(Fuzz.pieces(input));
        Fuzz.same(heard(List.of(Fuzz.rest(input))), heard);
        for (Heard each : heard) {
            Fuzz.holds(each.text().length() <= ReplyParser.MAX_TEXT, "a text within the limit");
            Fuzz.holds(Fuzz.isOneLine(each.text().replace("\n", "")), "a text of printable lines");
            if (each instanceof Heard.Reply reply) {
                Capabilities offered = Capabilities.of(reply.reply());
                Fuzz.holds(offered.size().orElse(0) >= 0, "a size");
                boolean delivered = DeliveryOutcome.of(reply.reply(), each.text()) instanceof DeliveryOutcome.Delivered;
                Fuzz.same(each.text().startsWith("2"), delivered);
            }
        }
    }

    private static List<Heard> heard(List<byte[]> pieces) {
        ReplyParser parser = new ReplyParser();
        List<Heard> heard = new ArrayList<>();
        for (byte[] piece : pieces) {
            int at = 0;
            while (at < piece.length) {
                at += parser.accept(piece, at, piece.length - at);
                parser.poll().ifPresent(heard::add);
            }
        }
        return heard;
    }
}
