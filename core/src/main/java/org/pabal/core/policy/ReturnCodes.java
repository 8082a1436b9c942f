package org.pabal.core.policy;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * The addresses by which a list tells why a peer is on it (RFC 5782 §2.1), as far as they count: {@code 127.0.0.2}, or
 * {@code 127.0.0.4-11} with a range in any of the four numbers, as in an access rule.
 *
 * @param patterns none means that all count
 */
record ReturnCodes(List<Pattern> patterns) {
    static final ReturnCodes ALL = new ReturnCodes(List.of());

    private static final int PARTS = 4;
    private static final int LOOPBACK = 127;
    private static final int MAX_OCTET = 255;

    ReturnCodes {
        patterns = List.copyOf(patterns);
    }

    /** @param parts the four numbers */
    record Pattern(List<Range> parts) {
        Pattern {
            parts = List.copyOf(parts);
        }

        boolean covers(byte[] octets) {
            for (int i = 0; i < PARTS; i++) {
                if (!parts.get(i).covers(Byte.toUnsignedInt(octets[i]))) {
                    return false;
                }
            }
            return true;
        }
    }

    record Range(int first, int last) {
        boolean covers(int number) {
            return number >= first && number <= last;
        }
    }

    /** @throws IllegalArgumentException with a clause that quotes the word that is none */
    static ReturnCodes require(List<String> words) {
        return new ReturnCodes(words.stream().map(ReturnCodes::pattern).toList());
    }

    boolean cover(InetAddress address) {
        return patterns.isEmpty()
                || (address instanceof Inet4Address
                        && patterns.stream().anyMatch(pattern -> pattern.covers(address.getAddress())));
    }

    private static Pattern pattern(String word) {
        List<Range> parts =
                Stream.of(word.split("\\.", -1)).map(part -> range(word, part)).toList();
        if (parts.size() != PARTS || !parts.getFirst().equals(new Range(LOOPBACK, LOOPBACK))) {
            throw wrong(word);
        }
        return new Pattern(parts);
    }

    private static Range range(String word, String part) {
        int hyphen = part.indexOf('-');
        int first = number(word, hyphen < 0 ? part : part.substring(0, hyphen));
        int last = hyphen < 0 ? first : number(word, part.substring(hyphen + 1));
        if (first > last) {
            throw wrong(word);
        }
        return new Range(first, last);
    }

    private static int number(String word, String digits) {
        boolean plain =
                digits.length() <= 3 && !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!plain || Integer.parseInt(digits) > MAX_OCTET) {
            throw wrong(word);
        }
        return Integer.parseInt(digits);
    }

    private static IllegalArgumentException wrong(String word) {
        return new IllegalArgumentException(
                "\"" + word + "\" is no return code of a list, like 127.0.0.2 or 127.0.0.4-11");
    }
}
