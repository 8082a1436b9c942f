package org.pabal.cli.filter;

/** Ends a filter with a line for the delivery's report. */
final class FilterException extends Exception {
    static final int NEVER = 100;
    static final int LATER = 111;

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    FilterException(int exitCode, String text) {
        super(text);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
