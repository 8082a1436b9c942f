package org.pabal.core.queue;

/** How long a report of a delivery may be (spawn.c: truncreport). */
public final class ReportText {
    private static final int MAX = 3000;
    private static final int LEFT_OF_A_LONGER_ONE = 2966;
    private static final String CUT = "\nError report too long, sorry.\n";

    private ReportText() {}

    /** @return the report; of one that is longer than 3000 characters the beginning, and a line that says so */
    public static String cut(String report) {
        return report.length() > MAX ? report.substring(0, LEFT_OF_A_LONGER_ONE) + CUT : report;
    }
}
