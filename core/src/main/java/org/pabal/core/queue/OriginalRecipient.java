package org.pabal.core.queue;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The recipient as its sender first wrote it: ORCPT of RCPT (RFC 3461 §4.2, RFC 6533 §3).
 *
 * @param text type, semicolon, value, as they go to the next hop: ASCII, what is beyond it as <code>\x{HEX}</code>
 */
public record OriginalRecipient(String text) {
    /** octets of the parameter's value */
    public static final int MAX_LENGTH = 500;

    /** what {@link #text()} may have: each character beyond ASCII takes up to ten */
    public static final int MAX_TEXT = 5 * MAX_LENGTH;

    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9!#$%&'*+/?^_`{|}~.-]+");
    private static final Pattern UNICODE = Pattern.compile("\\\\x\\{([1-9A-F][0-9A-F]{1,5})}");
    private static final String UTF_8 = "utf-8";

    /** @throws IllegalArgumentException for anything else */
    public OriginalRecipient {
        if (text.length() > MAX_TEXT || !isWellFormed(text)) {
            throw new IllegalArgumentException("not a value of ORCPT");
        }
    }

    /** @param typed may have characters beyond ASCII after the type {@code utf-8} */
    public static Optional<OriginalRecipient> parse(String typed) {
        StringBuilder ascii = new StringBuilder(typed.length());
        typed.codePoints().forEach(c -> {
            if (c > 127) {
                ascii.append("\\x{")
                        .append(Integer.toHexString(c).toUpperCase(Locale.ROOT))
                        .append('}');
            } else {
                ascii.append((char) c);
            }
        });
        String text = ascii.toString();
        boolean fits = typed.getBytes(StandardCharsets.UTF_8).length <= MAX_LENGTH;
        boolean mayBeBeyond = isUtf8(text, Math.max(0, text.indexOf(';')));
        return fits && (mayBeBeyond || text.equals(typed)) && isWellFormed(text)
                ? Optional.of(new OriginalRecipient(text))
                : Optional.empty();
    }

    /** @return type, semicolon and value for a report's field, decoded: printable ASCII */
    public String decoded() {
        int semicolon = text.indexOf(';');
        return isUtf8(text, semicolon)
                ? text
                : text.substring(0, semicolon + 1) + new Xtext(text.substring(semicolon + 1)).decoded();
    }

    private static boolean isWellFormed(String text) {
        int semicolon = text.indexOf(';');
        if (semicolon < 0 || !TYPE.matcher(text.substring(0, semicolon)).matches()) {
            return false;
        }
        String value = text.substring(semicolon + 1);
        return isUtf8(text, semicolon)
                ? isUtf8Address(value)
                : Xtext.parse(value).isPresent();
    }

    private static boolean isUtf8(String text, int semicolon) {
        return text.substring(0, semicolon).equalsIgnoreCase(UTF_8);
    }

    /** RFC 6533 §3: utf-8-addr-xtext. */
    private static boolean isUtf8Address(String value) {
        Matcher unicode = UNICODE.matcher(value);
        while (unicode.find()) {
            int codePoint = Integer.parseInt(unicode.group(1), 16);
            boolean control = codePoint < ' ' || (codePoint >= 0x7f && codePoint < 0xa0);
            boolean half = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
            if (control || half || codePoint > Character.MAX_CODE_POINT) {
                return false;
            }
        }
        String rest = UNICODE.matcher(value).replaceAll("");
        return !value.isEmpty() && rest.chars().allMatch(c -> c >= '!' && c <= '~' && "+=\\".indexOf(c) < 0);
    }
}
