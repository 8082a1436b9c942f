package org.pabal.core.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The syntax of qmail's control files (qmail: control.c). */
final class ControlParser {
    private ControlParser() {}

    /**
     * One line that counts.
     *
     * @param line counted from 1
     * @param text without trailing spaces and tabs
     */
    record Entry(int line, String text) {}

    /** @return the first line without trailing spaces and tabs; leading ones stay, and # means nothing here */
    static String line(String text) {
        int newline = text.indexOf('\n');
        return withoutTrailingBlanks(newline < 0 ? text : text.substring(0, newline));
    }

    /** @return the first line after the first that holds more than spaces and tabs */
    static Optional<Entry> secondLine(String text) {
        return lines(text).stream()
                .filter(entry -> entry.line() > 1 && !entry.text().isEmpty())
                .findFirst();
    }

    /** @return all lines but empty ones and comments, whose first character is # */
    static List<Entry> entries(String text) {
        return lines(text).stream()
                .filter(entry -> !entry.text().isEmpty() && !entry.text().startsWith("#"))
                .toList();
    }

    /** @return the texts of {@link #entries} */
    static List<String> list(String text) {
        return entries(text).stream().map(Entry::text).toList();
    }

    /** @return every line, empty ones and comments too */
    static List<Entry> lines(String text) {
        List<Entry> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline;
            lines.add(new Entry(lines.size() + 1, withoutTrailingBlanks(text.substring(start, end))));
            start = end + 1;
        }
        return lines;
    }

    private static String withoutTrailingBlanks(String line) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t')) {
            end--;
        }
        return line.substring(0, end);
    }
}
