package org.pabal.core.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.pabal.core.message.Content;

/** Starts the programs that {@code .qmail} files name (qmail-local: mailprogram; qmail-command.8). */
@FunctionalInterface
public interface Programs {
    /**
     * Runs one to its end, or until its time is up; then it and all of its process group are killed.
     *
     * @throws IOException if the message cannot be read, or the program not be started
     */
    ProgramEnd run(ProgramCall call) throws IOException;

    /**
     * What to run.
     *
     * @param command for {@code /bin/sh -c}, as the line has it
     * @param home where it runs; whose home it is says with whose rights
     * @param environment all of it but the search path
     * @param message its standard input, which it may read more than once
     */
    record ProgramCall(String command, Path home, Map<String, String> environment, Content message) {}

    /** How it ended. */
    sealed interface ProgramEnd {
        /**
         * By itself.
         *
         * @param status 0 to 255
         * @param output the beginning of what it said, on both its outputs, read as UTF-8; enough of it for a report
         */
        record Exited(int status, String output) implements ProgramEnd {}

        /** Killed, since it took too long. */
        record OutOfTime(String output) implements ProgramEnd {}

        /**
         * It may not run.
         *
         * @param why a report, ended by LF
         */
        record Forbidden(String why) implements ProgramEnd {}
    }
}
