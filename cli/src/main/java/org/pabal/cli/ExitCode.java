package org.pabal.cli;

/** What a command ends with. */
public final class ExitCode {
    public static final int OK = 0;
    /** the server, or what was asked of it, said no */
    public static final int FAILED = 1;
    /** the command line makes no sense */
    public static final int USAGE = 2;
    /** what was asked for is not there */
    public static final int NOT_FOUND = 3;
    /** EX_TEMPFAIL of sysexits: the server cannot be reached or is busy; later it may work */
    public static final int TEMPORARY = 75;

    private ExitCode() {}
}
