package org.pabal.core.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Follows the MIME structure of a content (RFC 2046) line by line, and tells what each line is. Structure that cannot be
 * understood, or is deeper than {@value #MAX_DEPTH}, is a leaf. One object for one content.
 */
final class Structure implements LinePieces.Taker {
    static final int MAX_DEPTH = 50;
    /** Octets of one header section that are held in memory. */
    static final int MAX_HEADER = 256 * 1_024;

    private static final String PLAIN = "text/plain";
    private static final String MESSAGE = "message/rfc822";

    /** What follows the structure. */
    interface Follower {
        /** @param composite whether parts or a message follow, each with a header of its own
         * @param isSealed whether it is within something that is signed or encrypted, or is such a thing */
        void header(EntityHeader header, boolean composite, boolean isSealed);

        void body(byte[] octets, int length, boolean first, boolean last);

        /** The body of a leaf is over.
         *
         * @param delimited whether the last line end belongs to the boundary that follows */
        void bodyEnds(boolean delimited);

        /** What belongs to no part: boundaries, and what stands before the first and after the last. */
        void between(byte[] octets, int length, boolean last);

        /** A header section is too large. */
        void overflow();
    }

    private record Level(String delimiter, String partType, boolean isSealed) {}

    private enum Place {
        HEADER,
        BODY,
        BETWEEN
    }

    private final Follower follower;
    private final Deque<Level> levels = new ArrayDeque<>();
    private final List<String> header = new ArrayList<>();
    private StringBuilder line = new StringBuilder();
    private int headerOctets;
    private Place place = Place.HEADER;
    private boolean isMessage = true;
    private String standardType = PLAIN;

    Structure(Follower follower) {
        this.follower = follower;
    }

    @Override
    public void piece(byte[] octets, int length, boolean first, boolean last) {
        if (first && length > 2 && octets[0] == '-' && octets[1] == '-' && crosses(octets, length, last)) {
            return;
        }
        switch (place) {
            case HEADER -> headerPiece(octets, length, last);
            case BODY -> follower.body(octets, length, first, last);
            case BETWEEN -> follower.between(octets, length, last);
        }
    }

    void end() {
        if (place == Place.HEADER) {
            headerEnds(false);
        }
        if (place == Place.BODY) {
            follower.bodyEnds(false);
        }
    }

    /** @return whether the line is a boundary of one of the open multiparts */
    private boolean crosses(byte[] octets, int length, boolean last) {
        String text = new String(octets, 0, length, StandardCharsets.ISO_8859_1).stripTrailing();
        int depth = 0;
        for (Level level : levels) {
            boolean closing = text.equals(level.delimiter() + "--");
            if (closing || text.equals(level.delimiter())) {
                leave(depth);
                follower.between(octets, length, last);
                if (closing) {
                    levels.pop();
                    place = Place.BETWEEN;
                } else {
                    begin(false, level.partType());
                }
                return true;
            }
            depth++;
        }
        return false;
    }

    /** Ends what is open within the multipart whose boundary has come. */
    private void leave(int inner) {
        if (place == Place.HEADER) {
            headerEnds(false);
        }
        if (place == Place.BODY) {
            follower.bodyEnds(true);
        }
        int surplus = inner;
        while (surplus-- > 0) {
            levels.pop();
        }
    }

    private void begin(boolean message, String type) {
        place = Place.HEADER;
        isMessage = message;
        standardType = type;
        headerOctets = 0;
    }

    private void headerPiece(byte[] octets, int length, boolean last) {
        headerOctets += length + 1;
        if (headerOctets > MAX_HEADER) {
            follower.overflow();
            return;
        }
        line.append(new String(octets, 0, length, StandardCharsets.ISO_8859_1));
        if (last && line.isEmpty()) {
            headerEnds(true);
        } else if (last) {
            header.add(line.toString());
            line = new StringBuilder();
        }
    }

    private void headerEnds(boolean complete) {
        if (!line.isEmpty()) {
            header.add(line.toString());
            line = new StringBuilder();
        }
        EntityHeader entity = new EntityHeader(header, complete, isMessage, standardType);
        header.clear();
        String type = entity.type();
        boolean isSealed = isSealed() || type.equals("multipart/signed") || type.equals("multipart/encrypted");
        boolean open = complete && entity.isIdentity() && levels.size() < MAX_DEPTH;
        if (open && type.startsWith("multipart/") && entity.boundary().isPresent()) {
            follower.header(entity, true, isSealed);
            String partType = type.equals("multipart/digest") ? MESSAGE : PLAIN;
            levels.push(new Level("--" + entity.boundary().orElseThrow(), partType, isSealed));
            place = Place.BETWEEN;
        } else if (open && type.equals(MESSAGE)) {
            follower.header(entity, true, isSealed);
            begin(true, PLAIN);
        } else {
            follower.header(entity, false, isSealed);
            place = Place.BODY;
        }
    }

    private boolean isSealed() {
        return levels.stream().anyMatch(Level::isSealed);
    }
}
