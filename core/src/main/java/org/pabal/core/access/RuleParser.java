package org.pabal.core.access;

import java.util.ArrayList;
import java.util.List;

/**
 * tcprules' grammar: {@code address:allow} or {@code address:deny}, then {@code ,NAME="VALUE"} any number of times, where
 * the quotation mark may be any character. Works on octets.
 */
final class RuleParser {
    /** What becomes of a line that has no colon. */
    enum Colonless {
        /** as tcprules does: a rule with a slip of the pen vanishes */
        IGNORED,
        REFUSED
    }

    private static final char NUL = 0;
    private static final int MAX_OCTET = 255;

    private final Colonless colonless;
    private final List<AccessRule> rules = new ArrayList<>();

    private RuleParser(Colonless colonless) {
        this.colonless = colonless;
    }

    /** @return the records in the order tcprules writes them
     * @throws RuleSyntaxException for the first line that is wrong */
    static List<AccessRule> require(String octets, Colonless colonless) {
        RuleParser parser = new RuleParser(colonless);
        int start = 0;
        for (int number = 1; start < octets.length(); number++) {
            int newline = octets.indexOf('\n', start);
            int end = newline < 0 ? octets.length() : newline;
            parser.addLine(number, withoutTrailingBlanks(octets.substring(start, end)));
            start = end + 1;
        }
        return List.copyOf(parser.rules);
    }

    private void addLine(int number, String line) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        int colon = line.indexOf(':');
        if (colon < 0 && colonless == Colonless.IGNORED) {
            return;
        }
        try {
            if (colon < 0) {
                throw new IllegalArgumentException("there is no colon after the address");
            }
            addRecords(line.substring(0, colon), requireData(line.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw new RuleSyntaxException(number, Octets.text(line), String.valueOf(e.getMessage()));
        }
    }

    private static String requireData(String decision) {
        StringBuilder data = new StringBuilder();
        int at = "allow".length();
        if (decision.startsWith("deny")) {
            data.append('D').append(NUL);
            at = "deny".length();
        } else if (!decision.startsWith("allow")) {
            throw new IllegalArgumentException(
                    "after the first colon comes allow or deny, in small letters and without a space");
        }
        while (at < decision.length()) {
            at = addAssignment(decision, at, data);
        }
        return data.toString();
    }

    /** @return where the next assignment begins */
    private static int addAssignment(String decision, int comma, StringBuilder data) {
        if (decision.charAt(comma) != ',') {
            throw new IllegalArgumentException(
                    decision.endsWith("\r")
                            ? "it ends in a carriage return, but lines end in LF alone"
                            : "only ,NAME=\"VALUE\" may follow, and nothing after the last quotation mark");
        }
        int equals = decision.indexOf('=', comma);
        if (equals < 0 || equals + 1 == decision.length()) {
            throw new IllegalArgumentException("a variable is written NAME=\"VALUE\"");
        }
        int end = decision.indexOf(decision.charAt(equals + 1), equals + 2);
        if (end < 0) {
            throw new IllegalArgumentException("the quotation mark after = is not closed");
        }
        data.append('+')
                .append(decision, comma + 1, equals)
                .append('=')
                .append(decision, equals + 2, end)
                .append(NUL);
        return end + 1;
    }

    /** A range in one component becomes one record for each of its numbers. */
    private void addRecords(String address, String data) {
        int hyphen = address.indexOf('-');
        if (hyphen < 0 || address.indexOf('=') >= 0 || address.indexOf('@') >= 0) {
            rules.add(AccessRule.of(address, data));
            return;
        }
        int left = address.lastIndexOf('.', hyphen) + 1;
        int dot = address.indexOf('.', hyphen);
        int right = dot < 0 ? address.length() : dot;
        long bottom = requireNumber(address.substring(left, hyphen));
        long top = requireNumber(address.substring(hyphen + 1, right));
        int last = Long.compareUnsigned(top, MAX_OCTET) > 0 ? MAX_OCTET : (int) top;
        if (Long.compareUnsigned(bottom, last) <= 0) {
            for (int number = (int) bottom; number <= last; number++) {
                rules.add(AccessRule.of(address.substring(0, left) + number + address.substring(right), data));
            }
        }
    }

    /** Empty is 0, and what overflows 64 bits wraps around, as in the original. */
    private static long requireNumber(String digits) {
        long number = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                throw new IllegalArgumentException("a range is written as two numbers, 10.0.0.1-9");
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }

    private static String withoutTrailingBlanks(String line) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t')) {
            end--;
        }
        return line.substring(0, end);
    }
}
