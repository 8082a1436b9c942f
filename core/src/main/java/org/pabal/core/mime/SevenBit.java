package org.pabal.core.mime;

import java.io.IOException;
import java.io.InputStream;
import org.pabal.core.message.Content;

/**
 * A content for a host that takes seven bits only (RFC 6152 §3). Parts with octets above 127 become quoted-printable or
 * base64, whichever is shorter; text without any label is labelled as unknown (RFC 1428). What is signed or encrypted as
 * MIME (RFC 1847) is never changed. A signature by DKIM does not survive, and counts as none from then on (RFC 6376 §5.3).
 */
public final class SevenBit {
    private static final int PIECE = 16_384;

    /** What can be sent. */
    public sealed interface Result {
        /** There is no octet above 127 in it. */
        record AsItIs() implements Result {}

        /** @param content can be read more than once; large ones are converted anew each time */
        record Converted(Content content) implements Result {}

        /** @param why the end of a sentence, in printable US-ASCII */
        record Impossible(String why) implements Result {}
    }

    private SevenBit() {}

    /** Reads the content once, and twice more if it has to be converted. */
    public static Result of(Content content) throws IOException {
        if (!isEightBit(content)) {
            return new Result.AsItIs();
        }
        Survey survey = survey(content);
        if (survey.obstacle().isPresent()) {
            return new Result.Impossible(survey.obstacle().get());
        }
        return new Result.Converted(ConvertedContent.of(content, survey.treatments()));
    }

    public static boolean isEightBit(byte[] octets) {
        return isEightBit(octets, octets.length);
    }

    private static boolean isEightBit(byte[] octets, int length) {
        byte seen = 0;
        for (int i = 0; i < length; i++) {
            seen |= octets[i];
        }
        return seen < 0;
    }

    /** Whether an octet of the content is above 127. */
    public static boolean isEightBit(Content content) throws IOException {
        byte[] piece = new byte[PIECE];
        boolean found = false;
        try (InputStream in = content.open()) {
            int length = in.read(piece);
            while (length >= 0 && !found) {
                found = isEightBit(piece, length);
                length = in.read(piece);
            }
        }
        return found;
    }

    private static Survey survey(Content content) throws IOException {
        Survey survey = new Survey();
        Structure structure = new Structure(survey);
        LinePieces lines = new LinePieces(structure);
        byte[] piece = new byte[PIECE];
        try (InputStream in = content.open()) {
            int length = in.read(piece);
            while (length >= 0) {
                lines.accept(piece, 0, length);
                length = in.read(piece);
            }
        }
        lines.end();
        structure.end();
        return survey;
    }
}
