package org.pabal.core.qmtp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.pabal.core.Fuzz;
import org.pabal.core.qmtp.RequestParser.Form;
import org.pabal.core.qmtp.RequestParser.Progress;

/** QMTP and QMQP: requests are the same however they are cut, within their limits, and the same when we write them again. */
class RequestFuzzTest {
    private static final int MAX_RECIPIENTS = 3;
    private static final long MAX_OCTETS = 1000;

    /** What became of some octets. */
    private record Read(Progress progress, int consumed, String content, Optional<Request> request) {}

    static Stream<byte[]> seeds() {
        return Fuzz.seeds(
                "012:\nSubject: a\n\n,7:s@x.test,23:8:r@x.test,8:t@x.test,,",
                "18:\ra\r\nb\r\n,0:,4:1:r,,",
                "231:12:Subject: a\n\n\n,3:s@x,6:r@test,,",
                "34:\r\0\rb,0:,3:0:,,",
                "4999999999999:",
                "5007:a,");
    }

    @MethodSource("seeds")
    @FuzzTest
    void isReadInOneWay(byte[] input) {
        for (Form form : Form.values()) {
            Read cut = read(form, Fuzz.pieces(input));
            Fuzz.same(read(form, List.of(Fuzz.rest(input))), cut);
            cut.request().ifPresent(request -> isWithinLimits(form, request, cut.content()));
        }
    }

    private static void isWithinLimits(Form form, Request request, String content) {
        Fuzz.holds(request.recipients().size() <= MAX_RECIPIENTS, "few recipients");
        if (request.refusal().isPresent() || request.excess() > 0) {
            return;
        }
        Fuzz.holds(request.octets() <= MAX_OCTETS, "a content within the limit");
        Fuzz.holds(content.indexOf('\r') < 0 && content.indexOf('\0') < 0, "line ends of ours and nothing like them");
        Read again = read(form, List.of(Fuzz.octets(written(form, request, content))));
        Fuzz.same(Optional.of(request), again.request());
        Fuzz.same(content, again.content());
    }

    private static String written(Form form, Request request, String content) {
        StringBuilder list = new StringBuilder();
        request.recipients().forEach(recipient -> list.append(net(recipient)));
        return form == Form.QMTP
                ? net("\n" + content) + net(request.sender()) + net(list.toString())
                : net(net(content) + net(request.sender()) + list);
    }

    private static String net(String text) {
        return text.length() + ":" + text + ",";
    }

    private static Read read(Form form, List<byte[]> pieces) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        RequestParser parser = new RequestParser(form, MAX_RECIPIENTS, MAX_OCTETS, content::write);
        Progress progress = Progress.MORE;
        int consumed = 0;
        for (byte[] piece : pieces) {
            if (progress == Progress.MORE) {
                progress = parser.take(piece.clone(), 0, piece.length);
                consumed += parser.consumed();
            }
        }
        Fuzz.same((long) consumed, parser.taken());
        boolean ended = progress == Progress.END;
        Optional<Request> request = ended ? Optional.of(parser.request()) : Optional.empty();
        boolean kept = request.filter(r -> r.refusal().isEmpty()).isPresent();
        return new Read(progress, consumed, kept ? Fuzz.text(content.toByteArray()) : "", request);
    }
}
