package org.pabal.core.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.pabal.core.message.Content;
import org.pabal.core.mime.SevenBit.Result;

/** What comes out decodes to what went in. */
class MimeRoundTripTest {
    private static final String HEADER = "MIME-Version: 1.0\nContent-Type: text/plain\n";

    @Property(tries = 500)
    void anyBody(@ForAll @Size(max = 600) byte[] body) throws IOException {
        byte[] content =
                (HEADER + "\n" + new String(body, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
        if (!(SevenBit.of(new Content.InMemory(content)) instanceof Result.Converted converted)) {
            return;
        }
        String text;
        try (InputStream in = converted.content().open()) {
            text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
        String encoded = text.substring(text.indexOf("\n\n") + 2);
        boolean quoted = text.contains("quoted-printable");
        byte[] decoded = quoted ? unquoted(encoded) : Base64.getMimeDecoder().decode(encoded);

        String expected = asSent(body);
        assertThat(new String(decoded, StandardCharsets.ISO_8859_1))
                .isEqualTo(quoted ? expected : expected.replace("\n", "\r\n"));
    }

    /** Lines end in LF, and stray CRs and NULs are spaces, as in any content that goes by DATA. */
    private static String asSent(byte[] body) {
        return new String(body, StandardCharsets.ISO_8859_1)
                .replace("\r\n", "\n")
                .replace('\r', ' ')
                .replace('\0', ' ');
    }

    private static byte[] unquoted(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String line : text.split("(?<=\n)", -1)) {
            assertThat(line.stripTrailing().length()).isLessThanOrEqualTo(76);
            for (int i = 0; i < line.length(); i++) {
                if (line.charAt(i) != '=') {
                    out.write(line.charAt(i));
                } else if (line.charAt(i + 1) == '\n') {
                    break;
                } else {
                    out.write(Integer.parseInt(line.substring(i + 1, i + 3), 16));
                    i += 2;
                }
            }
        }
        return out.toByteArray();
    }
}
