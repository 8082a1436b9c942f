package org.pabal.web.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailLinesTest {
    /** Gives at most so many octets a call, as a network does. */
    private record Dripping(InputStream in, int most) {
        InputStream stream() {
            return new InputStream() {
                @Override
                public int read() throws IOException {
                    return in.read();
                }

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    return in.read(buffer, offset, Math.min(length, most));
                }
            };
        }
    }

    private static String read(String text, int most, long limit) throws IOException {
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
        try (MailLines lines = new MailLines(new Dripping(in, most).stream(), limit)) {
            return new String(lines.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100})
    void crlfBecomesLfWhereverThePiecesEnd(int most) throws IOException {
        assertThat(read("Subject: x\r\n\r\n\r\na\nb\r\n\u00ff\r\n", most, 0))
                .isEqualTo("Subject: x\n\n\na\nb\n\u00ff\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void aCarriageReturnAloneIsRefused(int most) {
        for (String text : new String[] {"a\rb\n", "a\r", "a\r\r\n", "\r\n.\r.\r\n"}) {
            assertThatThrownBy(() -> read(text, most, 0))
                    .as(text)
                    .isInstanceOfSatisfying(MailLines.Refused.class, refused -> {
                        assertThat(refused.tooLarge()).isFalse();
                        assertThat(refused.sentence()).contains("CR without LF");
                    });
        }
    }

    @Test
    void aNulIsRefused() {
        assertThatThrownBy(() -> read("a\0b\n", 100, 0)).hasMessage("The message has a NUL.");
    }

    @ParameterizedTest
    @CsvSource({"12,true", "11,false"})
    void theSizeCountsEveryLineEndAsTwo(long limit, boolean fits) throws IOException {
        String text = "12345\n678\r\n";
        if (fits) {
            assertThat(read(text, 100, limit)).isEqualTo("12345\n678\n");
        } else {
            assertThatThrownBy(() -> read(text, 100, limit))
                    .isInstanceOfSatisfying(
                            MailLines.Refused.class,
                            refused -> assertThat(refused.tooLarge()).isTrue());
        }
    }

    @Test
    void nothingIsAMessageToo() throws IOException {
        assertThat(read("", 1, 0)).isEmpty();
    }
}
