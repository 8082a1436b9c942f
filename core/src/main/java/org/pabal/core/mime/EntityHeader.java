package org.pabal.core.mime;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header section of a message or of a part of one.
 *
 * @param lines as they came, octets as characters from 0 to 255, without line ends and without the empty line
 * @param complete whether the empty line came
 * @param isMessage whether it begins a message, not a part of a multipart
 * @param standardType what counts without Content-Type (RFC 2046 §5.1.5)
 */
record EntityHeader(List<String> lines, boolean complete, boolean isMessage, String standardType) {
    private static final String TOKEN = "([A-Za-z0-9!#$%&'*+.^_`{|}~-]{1,127})";
    private static final Pattern TYPE = Pattern.compile("\\s*" + TOKEN + "/" + TOKEN + "\\s*(;.*)?", Pattern.DOTALL);
    private static final Pattern BOUNDARY = Pattern.compile(
            ";\\s*boundary\\s*=\\s*(?:\"([^\"\\\\]{1,70})\"|([^\\s;\"()]{1,70}))(?=\\s|;|$)", Pattern.CASE_INSENSITIVE);
    /** Longer ones are no encoding, and not worth to be searched for comments. */
    private static final int MAX_ENCODING = 200;

    EntityHeader {
        lines = List.copyOf(lines);
    }

    /** @return the value of the first field of that name, unfolded, comments and all */
    private Optional<String> field(String name) {
        for (int i = 0; i < lines.size(); i++) {
            if (isField(lines.get(i), name)) {
                StringBuilder value =
                        new StringBuilder(lines.get(i).substring(lines.get(i).indexOf(':') + 1));
                for (int j = i + 1; j < lines.size() && isContinuation(lines.get(j)); j++) {
                    value.append(lines.get(j));
                }
                return Optional.of(value.toString());
            }
        }
        return Optional.empty();
    }

    static boolean isContinuation(String line) {
        return line.startsWith(" ") || line.startsWith("\t");
    }

    static boolean isField(String line, String name) {
        int colon = line.indexOf(':');
        return colon > 0 && line.substring(0, colon).strip().equalsIgnoreCase(name);
    }

    boolean has(String name) {
        return field(name).isPresent();
    }

    /** @return as {@code text/plain}, in lower case; {@code application/octet-stream} for one that cannot be read (RFC 2045 §5.2) */
    String type() {
        return field("Content-Type")
                .map(value -> {
                    Matcher matcher = TYPE.matcher(value);
                    return matcher.matches()
                            ? (matcher.group(1) + "/" + matcher.group(2)).toLowerCase(Locale.ROOT)
                            : "application/octet-stream";
                })
                .orElse(standardType);
    }

    /** @return what separates the parts of a multipart; empty if it is not said, or cannot be one */
    Optional<String> boundary() {
        return field("Content-Type")
                .map(BOUNDARY::matcher)
                .filter(Matcher::find)
                .map(m -> m.group(1) == null ? m.group(2) : m.group(1).stripTrailing());
    }

    /** @return in lower case; {@code 7bit} if it is not said */
    String encoding() {
        return field("Content-Transfer-Encoding")
                .map(value -> value.length() > MAX_ENCODING ? value : value.replaceAll("\\([^)]*\\)", ""))
                .map(value -> value.strip().toLowerCase(Locale.ROOT))
                .orElse("7bit");
    }

    /** Whether the body stands there as it is. */
    boolean isIdentity() {
        return encoding().equals("7bit") || isLabelledEightBit();
    }

    /** Whether the label would be a lie once all octets are below 128. */
    boolean isLabelledEightBit() {
        return encoding().equals("8bit") || encoding().equals("binary");
    }

    boolean isBeyondAscii() {
        return lines.stream().anyMatch(line -> line.chars().anyMatch(c -> c > 127));
    }
}
