package org.pabal.core.quota;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The spellings of quotas (vpopmail 5.4). */
final class QuotaText {
    private static final String SIZE = "[1-9][0-9]{0,12}[KM]?B?S?";
    private static final String COUNT = "[1-9][0-9]{0,12}C";
    private static final Pattern PLAIN = Pattern.compile("%1$s|%2$s|%1$s,%2$s|%2$s,%1$s".formatted(SIZE, COUNT));

    private QuotaText() {}

    /** One of the numbers between commas. */
    record Part(long number, boolean messages) {}

    /** Whether it says the same to vpopmail as to people. */
    static boolean isPlain(String upperCase) {
        return PLAIN.matcher(upperCase).matches();
    }

    /** Of several numbers of one kind the last one counts. */
    static Quota sum(String text, Function<String, Optional<Part>> reader) {
        OptionalLong octets = OptionalLong.empty();
        OptionalLong messages = OptionalLong.empty();
        for (String word : text.split(",", -1)) {
            Optional<Part> part = reader.apply(word);
            if (part.isPresent()) {
                OptionalLong number = OptionalLong.of(part.get().number());
                octets = part.get().messages() ? octets : number;
                messages = part.get().messages() ? number : messages;
            }
        }
        return new Quota(octets, messages);
    }

    /** A number and perhaps a letter, of which only {@code C} means something. */
    static Optional<Part> storedPart(String word) {
        int end = digits(word);
        return end == 0 ? Optional.empty() : Optional.of(new Part(number(word), word.startsWith("C", end)));
    }

    /** Units stand at the end; what is between them and the digits is not looked at. */
    static Optional<Part> writtenPart(String word) {
        if (number(word) == 0) {
            return Optional.empty();
        }
        if (word.endsWith("C")) {
            return Optional.of(new Part(number(word), true));
        }
        String rest = withoutLast(withoutLast(word, "Ss"), "Bb");
        int shift = rest.endsWith("M") || rest.endsWith("m") ? 20 : rest.endsWith("K") || rest.endsWith("k") ? 10 : 0;
        long number = number(word);
        long shifted = number << shift;
        return Optional.of(new Part(shifted >> shift == number ? shifted : Long.MAX_VALUE, false));
    }

    private static String withoutLast(String word, String letters) {
        boolean there = !word.isEmpty() && letters.indexOf(word.charAt(word.length() - 1)) >= 0;
        return there ? word.substring(0, word.length() - 1) : word;
    }

    private static int digits(String word) {
        int end = 0;
        while (end < word.length() && word.charAt(end) >= '0' && word.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    /** As strtoll: 0 if there are no digits, the greatest number if there are too many. */
    private static long number(String word) {
        long number = 0;
        for (int i = 0; i < digits(word); i++) {
            int digit = word.charAt(i) - '0';
            if (number > (Long.MAX_VALUE - digit) / 10) {
                return Long.MAX_VALUE;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
