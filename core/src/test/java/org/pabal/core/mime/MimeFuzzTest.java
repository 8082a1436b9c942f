package org.pabal.core.mime;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.pabal.core.Fuzz;
import org.pabal.core.message.Content;

/** Contents of strangers: what is sent in their place has seven bits and the size that is declared, and is refused with a sentence. */
class MimeFuzzTest {
    static Stream<byte[]> seeds() {
        return Fuzz.seeds(
                "Content-Type: text/plain\n\nf\u00fc\n",
                "Content-Type: multipart/mixed; boundary=\"a b\"\n\n--a b\n\n\u00fc\n--a b--\n\u00fc",
                "Content-Type: multipart/digest; boundary=x\n\n--x\n\nA: b\n\n\u00fc \n--x\nContent-Transfer-Encoding: 8bit",
                "Content-Type: message/rfc822\nContent-Transfer-Encoding: (x) 8BIT\n\nA: b\n\n\u00fc\r\r\n\0",
                "Content-Type: multipart/signed; boundary=x\n\n--x\n\n\u00fc\n--x--\n",
                "Content-Type: multipart/mixed; boundary=x\n\n--x\n--x\n--x--\n--x\n\u00fc",
                "Content-Type: message/\1x\n\n\u00fc\n",
                "A: \u00fc\n\nx",
                "\n\u00fc",
                "");
    }

    /** As {@link Content.InMemory}, without being one. */
    record Stored(Content.InMemory whole) implements Content {
        @Override
        public long octets() {
            return whole.octets();
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(whole.bytes());
        }
    }

    @MethodSource("seeds")
    @FuzzTest
    void becomeSevenBits(byte[] input) throws IOException {
        Content.InMemory content = new Content.InMemory(input);
        switch (SevenBit.of(content)) {
            case SevenBit.Result.AsItIs same -> Fuzz.holds(isSevenBit(input), "nothing to convert");
            case SevenBit.Result.Impossible impossible ->
                Fuzz.holds(!isSevenBit(input) && Fuzz.isOneLine(impossible.why()), "a reason in a line");
            case SevenBit.Result.Converted converted -> {
                byte[] octets = octets(converted.content());
                Fuzz.holds(isSevenBit(octets), "seven bits");
                Fuzz.same(octets.length, (int) converted.content().octets());
                if (SevenBit.of(new Stored(content)) instanceof SevenBit.Result.Converted stored) {
                    Fuzz.holds(Arrays.equals(octets, octets(stored.content())), "the same, wherever it is held");
                } else {
                    throw new AssertionError("the same, wherever it is held");
                }
            }
        }
    }

    private static boolean isSevenBit(byte[] octets) {
        for (byte octet : octets) {
            if (octet < 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] octets(Content content) throws IOException {
        try (InputStream in = content.open()) {
            return in.readAllBytes();
        }
    }
}
