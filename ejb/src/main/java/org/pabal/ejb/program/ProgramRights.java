package org.pabal.ejb.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/**
 * With whose rights a program runs: those of its home's owner. A server that is not root's can only be its own users' host; one
 * that is root's steps down with setpriv(1), and never runs anything as root or as a user of the system.
 *
 * @param server the user that the server runs as
 */
record ProgramRights(int server) {
    static final String NOT_ITS_OWN = "Sorry, this host may not run programs of users other than its own. (#4.3.5)\n";
    static final String SYSTEM_USER = "Sorry, this host does not run programs of root and of system users. (#4.3.5)\n";

    private static final int ROOT = 0;
    /** where Linux distributions begin to number people */
    private static final int FIRST_USER = 1000;

    /** @throws IOException if the system does not say who runs this process */
    static ProgramRights ofThisProcess() throws IOException {
        return new ProgramRights((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    /** Whether, and how, programs of a home are started. */
    sealed interface Grant {
        /** @param launcher what stands before the program's own command line */
        record Given(List<String> launcher) implements Grant {}

        /** @param why a report */
        record Denied(String why) implements Grant {}
    }

    /** Whether programs can be started with a user's rights. Never with root's. */
    boolean mayBecome(int user) {
        return user != ROOT && (server == ROOT ? isPerson(user) : user == server);
    }

    /** @throws IOException if there is no telling whose home it is */
    Grant in(Path home) throws IOException {
        int owner = number(home, "unix:uid");
        if (server != ROOT) {
            return owner == server ? new Grant.Given(List.of()) : new Grant.Denied(NOT_ITS_OWN);
        }
        int group = number(home, "unix:gid");
        return !isPerson(owner) || group == ROOT
                ? new Grant.Denied(SYSTEM_USER)
                : new Grant.Given(List.of("setpriv", "--reuid=" + owner, "--regid=" + group, "--clear-groups", "--"));
    }

    private static boolean isPerson(int user) {
        return user >= FIRST_USER;
    }

    private static int number(Path home, String attribute) throws IOException {
        return (Integer) Files.getAttribute(home, attribute, LinkOption.NOFOLLOW_LINKS);
    }
}
