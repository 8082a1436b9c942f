package org.pabal.core.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.message.Content;
import org.pabal.core.mime.SevenBit.Result;

class SevenBitTest {
    private static final String NOTE = "X-MIME-Autoconverted: from 8bit to 7bit\n";

    private static Result of(String text) throws IOException {
        return SevenBit.of(new Content.InMemory(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether held in memory or not, the same comes out, of the size that was promised. */
    private static String converted(String text) throws IOException {
        Result result = of(text);
        assertThat(result).isInstanceOf(Result.Converted.class);
        String whole = text(((Result.Converted) result).content());
        Result streamed = SevenBit.of(new Streamed(text, 1));
        assertThat(streamed).isInstanceOf(Result.Converted.class);
        assertThat(text(((Result.Converted) streamed).content())).isEqualTo(whole);
        assertThat(whole.chars()).allMatch(c -> c > 0 && c < 128);
        return whole;
    }

    private static String text(Content content) throws IOException {
        try (InputStream in = content.open()) {
            byte[] octets = in.readAllBytes();
            assertThat(content.octets()).isEqualTo(octets.length);
            return new String(octets, StandardCharsets.ISO_8859_1);
        }
    }

    private static void impossible(String text, String why) throws IOException {
        assertThat(of(text)).isEqualTo(new Result.Impossible(why));
    }

    /** A content that is read as a stream, some times over. */
    private record Streamed(String text, int times) implements Content {
        @Override
        public long octets() {
            return (long) text.getBytes(StandardCharsets.UTF_8).length * times;
        }

        @Override
        public InputStream open() {
            return new SequenceInputStream(Collections.enumeration(IntStream.range(0, times)
                    .mapToObj(i -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                    .toList()));
        }
    }

    @Nested
    class Leaves {
        @Test
        void withoutEightBitOctetsAreSentAsTheyAre() throws IOException {
            assertThat(of("Subject: x\nContent-Transfer-Encoding: 8bit\n\nhi\n"))
                    .isEqualTo(new Result.AsItIs());
            assertThat(of("")).isEqualTo(new Result.AsItIs());
        }

        @Test
        void ofMostlyAsciiBecomeQuotedPrintable() throws IOException {
            assertThat(converted("""
                    MIME-Version: 1.0
                    Content-Type: text/plain; charset=utf-8
                    Content-Transfer-Encoding: 8bit
                    Subject: x

                    A café = nice, a very nice one, with blanks \s
                    .
                    tab\t
                    end
                    """)).isEqualTo("""
                    MIME-Version: 1.0
                    Content-Type: text/plain; charset=utf-8
                    Subject: x
                    Content-Transfer-Encoding: quoted-printable
                    """ + NOTE + """

                    A caf=C3=A9 =3D nice, a very nice one, with blanks =20
                    .
                    tab=09
                    end
                    """);
        }

        @Test
        void ofMostlyOtherOctetsBecomeBase64WithCrlf() throws IOException {
            String result = converted("""
                    MIME-Version: 1.0
                    Content-Type: text/plain; charset=utf-8

                    파발은 조선의 역참이다
                    둘째 줄
                    """);

            assertThat(result)
                    .contains("Content-Transfer-Encoding: base64\n" + NOTE + "\n")
                    .endsWith("\n");
            String body = result.substring(result.indexOf("\n\n") + 2);
            assertThat(new String(Base64.getMimeDecoder().decode(body), StandardCharsets.UTF_8))
                    .isEqualTo("파발은 조선의 역참이다\r\n둘째 줄\r\n");
        }

        @Test
        void longLinesAreFolded() throws IOException {
            String result = converted("MIME-Version: 1.0\nContent-Type: text/html\n\n" + "x".repeat(10_000) + "é\n");

            assertThat(result.lines().allMatch(line -> line.length() <= 76)).isTrue();
            String body = result.substring(result.indexOf("\n\n") + 2);
            assertThat(body.replace("=\n", "")).isEqualTo("x".repeat(10_000) + "=C3=A9\n");
        }

        @Test
        void withoutAnyLabelAreLabelledAsUnknown() throws IOException {
            assertThat(converted("Subject: x\n\nfoo é bar, baz and more\n"))
                    .isEqualTo("""
                    Subject: x
                    MIME-Version: 1.0
                    Content-Type: text/plain; charset=unknown-8bit
                    Content-Transfer-Encoding: quoted-printable
                    """ + NOTE + "\nfoo =C3=A9 bar, baz and more\n");
        }

        @Test
        void mayEndWithinALine() throws IOException {
            assertThat(converted("MIME-Version: 1.0\nContent-Type: text/plain\n\nfoo é bar and more "))
                    .endsWith("\n\nfoo =C3=A9 bar and more=20");
        }

        @Test
        void aFoldedLabelGoesWhole() throws IOException {
            assertThat(converted("""
                    MIME-Version: 1.0
                    content-transfer-encoding:
                     8bit
                    Content-Type: text/plain

                    foo é bar, baz and more
                    """)).startsWith("""
                    MIME-Version: 1.0
                    Content-Type: text/plain
                    Content-Transfer-Encoding: quoted-printable
                    """);
        }
    }

    @Nested
    class Parts {
        @Test
        void areConvertedEachForItself() throws IOException {
            assertThat(converted("""
                    MIME-Version: 1.0
                    Content-Type: multipart/mixed; boundary="a b"
                    Content-Transfer-Encoding: 8bit

                    preamble
                    --a b

                    plain
                    --a b
                    Content-Type: text/plain; charset=utf-8
                    Content-Transfer-Encoding: 8bit

                    foo é bar, baz and more\s
                    --a b
                    Content-Transfer-Encoding: 8bit
                    Content-Type: application/x

                    ééé
                    --a b
                    Content-Transfer-Encoding: 8bit

                    no need
                    --a b--
                    epilogue
                    """)).isEqualTo("""
                    MIME-Version: 1.0
                    Content-Type: multipart/mixed; boundary="a b"
                    """ + NOTE + """

                    preamble
                    --a b

                    plain
                    --a b
                    Content-Type: text/plain; charset=utf-8
                    Content-Transfer-Encoding: quoted-printable

                    foo =C3=A9 bar, baz and more=20
                    --a b
                    Content-Type: application/x
                    Content-Transfer-Encoding: base64

                    w6nDqcOp
                    --a b

                    no need
                    --a b--
                    epilogue
                    """);
        }

        @Test
        void mayHoldMultipartsAndMessages() throws IOException {
            assertThat(converted("""
                    Content-Type: multipart/mixed; boundary=outer

                    --outer
                    Content-Type: message/rfc822

                    Subject: inner
                    Content-Type: multipart/alternative; boundary=inner

                    --inner

                    foo é bar, baz and more
                    --outer
                    Content-Type: multipart/digest; boundary=digest

                    --digest

                    Subject: in a digest

                    foo é bar, baz and more
                    --digest--
                    --outer--
                    """)).isEqualTo("""
                    Content-Type: multipart/mixed; boundary=outer
                    """ + NOTE + """

                    --outer
                    Content-Type: message/rfc822

                    Subject: inner
                    Content-Type: multipart/alternative; boundary=inner

                    --inner
                    Content-Type: text/plain; charset=unknown-8bit
                    Content-Transfer-Encoding: quoted-printable

                    foo =C3=A9 bar, baz and more
                    --outer
                    Content-Type: multipart/digest; boundary=digest

                    --digest

                    Subject: in a digest
                    MIME-Version: 1.0
                    Content-Type: text/plain; charset=unknown-8bit
                    Content-Transfer-Encoding: quoted-printable

                    foo =C3=A9 bar, baz and more
                    --digest--
                    --outer--
                    """);
        }

        @Test
        void signedOnesOfSevenBitsStayOctetForOctet() throws IOException {
            String signed = """
                    --x
                    Content-Type: multipart/signed; boundary=s
                    Content-Transfer-Encoding: 8bit

                    --s
                    Content-Transfer-Encoding: 8bit

                    signed \s
                    --s
                    Content-Type: application/pgp-signature

                    abc
                    --s--
                    """;
            assertThat(converted("Content-Type: multipart/mixed; boundary=x\n\n" + signed
                            + "--x\nContent-Type: text/plain\n\nfoo é bar, baz and more\n--x--\n"))
                    .contains("\n\n" + signed + "--x\n");
        }

        @Test
        void withoutBodyOrEnd() throws IOException {
            assertThat(converted("""
                    Content-Type: multipart/mixed; boundary=x

                    --x
                    --x
                    Content-Type: text/plain
                    --x

                    --x
                    Content-Type: text/plain

                    foo é bar, baz and more""")).isEqualTo("""
                    Content-Type: multipart/mixed; boundary=x
                    """ + NOTE + """

                    --x
                    --x
                    Content-Type: text/plain
                    --x

                    --x
                    Content-Type: text/plain
                    Content-Transfer-Encoding: quoted-printable

                    foo =C3=A9 bar, baz and more""");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"message/\u0001x", "message", "message/a b", "message/(c)x", "/x"})
    void aTypeThatIsNoneIsAnyOctets(String type) throws IOException {
        assertThat(converted("Content-Type: " + type + "\n\nfoo é bar, baz and more\n"))
                .contains("\nContent-Transfer-Encoding: quoted-printable\n");
    }

    @Nested
    class Refusals {
        @Test
        void ofHeaders() throws IOException {
            impossible("Subject: é\n\nhi\n", "a header section has 8-bit octets");
            impossible("Content-Type: message/rfc822\n\nSubject: é\n\nhi\n", "a header section has 8-bit octets");
            impossible("X: " + "x".repeat(300_000) + "\n\né\n", "a header section is too long");
        }

        @ParameterizedTest
        @ValueSource(strings = {"multipart/signed", "Multipart/Encrypted"})
        void ofWhatIsSignedOrEncrypted(String type) throws IOException {
            impossible(
                    "Content-Type: " + type + "; boundary=s\n\n--s\nContent-Type: multipart/mixed; boundary=t\n\n"
                            + "--t\n\né\n--t--\n--s--\n",
                    "an 8-bit part of it is signed or encrypted");
        }

        @ParameterizedTest
        @CsvSource({"message/partial", "message/delivery-status", "multipart/mixed"})
        void ofTypesThatHaveNoEncoding(String type) throws IOException {
            impossible("Content-Type: " + type + "\n\né\n", "a part of the type " + type + " has 8-bit octets");
        }

        @ParameterizedTest
        @ValueSource(strings = {"quoted-printable", "base64", "x-uuencode"})
        void ofFalseLabels(String encoding) throws IOException {
            impossible(
                    "Content-Type: text/plain\nContent-Transfer-Encoding: " + encoding + "\n\né\n",
                    "a part says that it is encoded, and has 8-bit octets");
        }

        @Test
        void ofOctetsBetweenParts() throws IOException {
            impossible(
                    "Content-Type: multipart/mixed; boundary=x\n\né\n--x\n\nhi\n--x--\n",
                    "there are 8-bit octets between its parts");
        }

        @Test
        void ofTooManyParts() throws IOException {
            impossible(
                    "Content-Type: multipart/mixed; boundary=x\n\n" + "--x\n\né\n".repeat(20_000),
                    "it has too many parts");
        }

        @Test
        void ofDepth() throws IOException {
            StringBuilder deep = new StringBuilder();
            for (int i = 0; i < 60; i++) {
                deep.append("Content-Type: multipart/mixed; boundary=b")
                        .append(i)
                        .append("\n\n--b")
                        .append(i)
                        .append('\n');
            }
            impossible(deep + "\né\n", "a part of the type multipart/mixed has 8-bit octets");
        }
    }

    @Test
    void largeOnesAreNeverHeld() throws IOException {
        String line = "foo é bar, baz and more " + "x".repeat(1_000) + "\n\n";
        Result result = SevenBit.of(new Streamed(line, 20_000));

        // the first line is the header section, and it has 8-bit octets
        assertThat(result).isInstanceOf(Result.Impossible.class);

        String text = "X: y\n\nfoo é bar, baz and more " + "x".repeat(1_000) + "\n\n";
        Result converted = SevenBit.of(new Streamed(text, 20_000));
        assertThat(converted).isInstanceOf(Result.Converted.class);
        Content content = ((Result.Converted) converted).content();
        try (InputStream in = content.open()) {
            assertThat(in.skip(Long.MAX_VALUE)).isEqualTo(content.octets()).isGreaterThan(20_000_000);
        }
    }
}
