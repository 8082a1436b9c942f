package org.pabal.core;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** What fuzz targets share (decision 023). Octets are shown as ISO-8859-1. */
public final class Fuzz {
    private static final int LONGEST_PIECE = 40;

    private Fuzz() {}

    public static Stream<byte[]> seeds(String... texts) {
        return Stream.of(texts).map(Fuzz::octets);
    }

    public static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    public static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    /** @return the first octet of an input, which chooses something; 0 if there is none */
    public static int choice(byte[] input) {
        return input.length == 0 ? 0 : Byte.toUnsignedInt(input[0]);
    }

    /** @return the input without the octet that chooses */
    public static byte[] rest(byte[] input) {
        return input.length == 0 ? input : Arrays.copyOfRange(input, 1, input.length);
    }

    /** @return the rest of an input in pieces, as a socket may give them; its first octet says how it is cut */
    public static List<byte[]> pieces(byte[] input) {
        byte[] whole = rest(input);
        Random lengths = new Random(choice(input));
        List<byte[]> pieces = new ArrayList<>();
        int at = 0;
        while (at < whole.length) {
            int length = 1 + lengths.nextInt(LONGEST_PIECE) / (1 + lengths.nextInt(LONGEST_PIECE));
            int end = Math.min(whole.length, at + length);
            pieces.add(Arrays.copyOfRange(whole, at, end));
            at = end;
        }
        return pieces;
    }

    /** A law of the target: what it says must hold for every input. */
    public static void holds(boolean law, String what) {
        if (!law) {
            throw new AssertionError(what);
        }
    }

    public static void same(Object expected, Object found) {
        if (!expected.equals(found)) {
            throw new AssertionError("expected " + expected + " but found " + found);
        }
    }

    /** @return whether an octet or character of a text may stand in a line of ours: no control character but the tab */
    public static boolean isOneLine(String text) {
        return text.chars().noneMatch(c -> c != '\t' && Character.isISOControl(c));
    }
}
