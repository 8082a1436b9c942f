package org.pabal.core.access;

import org.pabal.core.log.PrintableText;

/** A line that is no rule. The message is a sentence with the line's number and text. */
public final class RuleSyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int lineNumber;
    private final String line;

    RuleSyntaxException(int lineNumber, String line, String reason) {
        super("line " + lineNumber + ": " + PrintableText.quoted(line) + " is no rule: " + reason);
        this.lineNumber = lineNumber;
        this.line = line;
    }

    /** @return counted from 1 */
    public int lineNumber() {
        return lineNumber;
    }

    /** @return the line as tcprules quotes it: without trailing spaces and tabs */
    public String line() {
        return line;
    }
}
