package org.pabal.core.local;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.pabal.core.Fuzz;
import org.pabal.core.message.Content;

/** Contents in files: an mbox shows no second message in one, and a line of a header is found as a whole or not at all. */
class MailFileFuzzTest {
    private static final String LOOP = "Delivered-To: user@local.test";
    private static final Pattern START = Pattern.compile(">*From ");

    static Stream<byte[]> seeds() {
        return Fuzz.seeds(
                "0From a\n>From b\n\nFrom c",
                "1" + LOOP + "\nA: b\n\n",
                "2A: b\r\n" + LOOP + "\r\n\r\n",
                "3A: b\n\n" + LOOP + "\n",
                "4>>>From");
    }

    @MethodSource("seeds")
    @FuzzTest
    void areOneMessageEach(byte[] input) throws IOException {
        String text = Fuzz.text(Fuzz.rest(input));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        MboxQuoting quoting = new MboxQuoting(file);
        for (byte[] piece : Fuzz.pieces(input)) {
            quoting.write(piece, piece.length);
        }
        quoting.finish();
        String end = text.isEmpty() || text.endsWith("\n") ? "\n" : "\n\n";
        Fuzz.same(quoted(text) + end, Fuzz.text(file.toByteArray()));
        Content content = new Content.InMemory(Fuzz.rest(input));
        Fuzz.same(isInHeader(text), HeaderLineSearch.find(LOOP, "\n", content));
    }

    /** An independent opinion on {@code >From }; only LF ends a line. */
    private static String quoted(String text) {
        StringBuilder out = new StringBuilder();
        for (String line : text.split("(?<=\n)", -1)) {
            out.append(START.matcher(line).lookingAt() ? ">" : "").append(line);
        }
        return out.toString();
    }

    private static boolean isInHeader(String text) {
        String header = ("\n" + text).replaceFirst("(?s)\n\n.*", "\n");
        return List.of(header.split("\n", -1)).contains(LOOP) && header.contains("\n" + LOOP + "\n");
    }
}
