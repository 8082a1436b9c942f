package org.pabal.core.log;

/** Escaping of addresses and texts in log lines. */
final class LogText {
    private LogText() {}

    /** Appends text as qmail-send does (qsutil.c: logsafe): LF becomes /, and %, space and all that is not graphic US-ASCII _. */
    static StringBuilder append(StringBuilder line, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                line.append('/');
            } else {
                line.append(c == '%' || c < 33 || c > 126 ? '_' : c);
            }
        }
        return line;
    }

    /** @return the text with each control character but tab as ?, so that it cannot end a line or steer a terminal */
    static String oneLine(String text) {
        if (text.chars().noneMatch(LogText::isControl)) {
            return text;
        }
        StringBuilder line = new StringBuilder(text.length());
        text.chars().forEach(c -> line.append(isControl(c) ? '?' : (char) c));
        return line.toString();
    }

    private static boolean isControl(int c) {
        return Character.isISOControl(c) && c != '\t';
    }
}
