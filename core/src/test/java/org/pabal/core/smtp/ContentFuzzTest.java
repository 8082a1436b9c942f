package org.pabal.core.smtp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.pabal.core.Fuzz;

/** DATA: where a content ends is the same however it is cut, and what we send on ends once. */
class ContentFuzzTest {
    static Stream<byte[]> seeds() {
        return Fuzz.seeds(
                "0Subject: a\r\n\r\n..b\r\n.\r\nQUIT\r\n",
                "1a\n.\r\n",
                "2a\r.\r\n",
                "3a\r\n.\rx",
                "4.\r\n",
                "5a\r\n\0.\r\n",
                "6a\nb\r\n.\nc\r");
    }

    @MethodSource("seeds")
    @FuzzTest
    void hasOneEnd(byte[] input) {
        String wire = Fuzz.text(Fuzz.rest(input));
        List<String> pieces = Fuzz.pieces(input).stream().map(Fuzz::text).toList();
        Fuzz.same(DataDecoderTest.reference(wire), DataDecoderTest.decode(pieces));
        // any octets are a stored content here, even those that could not have come in
        String sent = DataEncoderTest.encode(pieces);
        Fuzz.same(DataEncoderTest.encode(List.of(wire)), sent);
        DataDecoderTest.Decoded taken = DataDecoderTest.reference(sent);
        Fuzz.same(DataDecoder.Progress.END, taken.progress());
        Fuzz.same(sent.length(), taken.consumed());
        Fuzz.same(sent, DataEncoderTest.encode(List.of(taken.content())));
    }
}
