package org.pabal.core.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a content through and decides what is to become of each of its entities. */
final class Survey implements Structure.Follower {
    /** More parts than a message has that somebody is to read. */
    static final int MAX_ENTITIES = 10_000;

    /** Beyond this share of octets above 127 base64 is the shorter form. */
    private static final int QUOTED_PRINTABLE_SHARE = 6;

    private final List<Treatment> treatments = new ArrayList<>();
    private @Nullable EntityHeader leaf;
    private boolean isSealed;
    private long octets;
    private long eightBit;
    private @Nullable String obstacle;

    /** @return why the content cannot be converted, as the end of a sentence that begins with "it cannot be converted: " */
    Optional<String> obstacle() {
        return Optional.ofNullable(obstacle);
    }

    /** @return one for each entity, in their order */
    List<Treatment> treatments() {
        return List.copyOf(treatments);
    }

    @Override
    public void header(EntityHeader header, boolean composite, boolean isSealed) {
        if (header.isBeyondAscii()) {
            fails("a header section has 8-bit octets");
        }
        if (treatments.size() == MAX_ENTITIES) {
            fails("it has too many parts");
            return;
        }
        boolean relabel = composite && !isSealed && header.isLabelledEightBit();
        treatments.add(relabel ? Treatment.RELABEL : Treatment.KEEP);
        this.isSealed = isSealed;
        leaf = composite ? null : header;
        octets = 0;
        eightBit = 0;
    }

    @Override
    public void body(byte[] piece, int length, boolean first, boolean last) {
        octets += length + 2L;
        eightBit += beyondAscii(piece, length);
    }

    @Override
    public void bodyEnds(boolean delimited) {
        EntityHeader header = leaf;
        if (header == null) {
            return;
        }
        leaf = null;
        Treatment treatment = Treatment.KEEP;
        if (eightBit > 0) {
            judge(header);
            treatment = eightBit * QUOTED_PRINTABLE_SHARE <= octets ? Treatment.QUOTED_PRINTABLE : Treatment.BASE64;
        } else if (!isSealed && header.isLabelledEightBit()) {
            treatment = Treatment.RELABEL;
        }
        treatments.set(treatments.size() - 1, treatment);
    }

    private void judge(EntityHeader header) {
        String type = header.type();
        if (isSealed) {
            fails("an 8-bit part of it is signed or encrypted");
        } else if (!header.isIdentity()) {
            fails("a part says that it is encoded, and has 8-bit octets");
        } else if (!header.complete()) {
            fails("a header section has no end");
        } else if (type.startsWith("multipart/")
                || (type.startsWith("message/") && !type.startsWith("message/global"))) {
            // RFC 2046 §5: these have no encoding of their own
            fails("a part of the type " + type + " has 8-bit octets");
        }
    }

    @Override
    public void between(byte[] piece, int length, boolean last) {
        if (beyondAscii(piece, length) > 0) {
            fails("there are 8-bit octets between its parts");
        }
    }

    @Override
    public void overflow() {
        fails("a header section is too long");
    }

    private void fails(String why) {
        if (obstacle == null) {
            obstacle = why;
        }
    }

    private static int beyondAscii(byte[] piece, int length) {
        int count = 0;
        for (int i = 0; i < length; i++) {
            count += piece[i] < 0 ? 1 : 0;
        }
        return count;
    }
}
