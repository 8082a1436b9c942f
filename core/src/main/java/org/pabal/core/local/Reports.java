package org.pabal.core.local;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Every text that a local delivery reports. Those of qmail-local are byte for byte its own. */
final class Reports {
    static final String NO_MAILBOX = "Sorry, no mailbox here by that name. (#5.1.1)\n";
    static final String LOOPING = "This message is looping: it already has my Delivered-To line. (#5.4.6)\n";
    static final String HOME_WRITABLE = "Uh-oh: home directory is writable. (#4.7.0)\n";
    static final String HOME_STICKY = "Home directory is sticky: user is editing his .qmail file. (#4.2.1)\n";
    static final String QMAIL_WRITABLE = "Uh-oh: .qmail file is writable. (#4.7.0)\n";
    static final String FIRST_LINE_BLANK = "Uh-oh: first line of .qmail file is blank. (#4.2.1)\n";
    static final String FILE_BUT_FORWARD_ONLY = "Uh-oh: .qmail has file delivery but has x bit set. (#4.7.0)\n";
    static final String PROGRAM_BUT_FORWARD_ONLY = "Uh-oh: .qmail has prog delivery but has x bit set. (#4.7.0)\n";
    static final String CHDIR_MAILDIR = "Unable to chdir to maildir. (#4.2.1)\n";
    static final String READ_MESSAGE = "Unable to read message. (#4.3.0)\n";
    static final String MAILDIR_TROUBLE = "Temporary error on maildir delivery. (#4.3.0)\n";
    static final String MBOX_LOCKED = "File has been locked for 30 seconds straight. (#4.3.0)\n";

    // not of qmail-local
    static final String NO_ANSWER_ABOUT_USERS = "Unable to ask who has a mailbox here. (#4.3.0)\n";
    static final String QMAIL_TOO_LARGE = "Uh-oh: .qmail file is too large. (#4.2.1)\n";
    static final String NOT_TEXT = "Uh-oh: .qmail has a line that is not plain text. (#4.2.1)\n";
    static final String MALFORMED_FORWARD = "Uh-oh: .qmail has a malformed forward address. (#4.2.1)\n";
    static final String OUTSIDE_HOME = "Uh-oh: .qmail has file delivery outside the home directory. (#4.7.0)\n";
    static final String FILE_CHANGED = "The .qmail file has changed while it was obeyed. (#4.2.1)\n";
    static final String PROGRAM_OUT_OF_TIME = "The program took too long and was stopped. (#4.3.0)\n";
    static final String USAGE_NOT_NOTED = "The size of the message was not noted in maildirsize.\n";

    private Reports() {}

    static String unableToSwitch(String home, String reason) {
        return "Unable to switch to " + home + ": " + reason + ". (#4.3.0)\n";
    }

    static String unableToOpenQmail(String file, String reason) {
        return "Unable to open " + file + ": " + reason + ". (#4.3.0)\n";
    }

    static String unableToOpenMbox(String file, String reason) {
        return "Unable to open " + file + ": " + reason + ". (#4.2.1)\n";
    }

    static String unableToWrite(String file, String reason) {
        return "Unable to write " + file + ": " + reason + ". (#4.3.0)\n";
    }

    static String unableToRun(String reason) {
        return "Unable to run program: " + reason + ". (#4.3.0)\n";
    }

    static String unableToForward(String reason) {
        return "Unable to forward message: " + reason + ".\n";
    }

    /** @return what the system said, without the path: a report can reach strangers */
    static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "file does not exist";
        }
        if (e instanceof AccessDeniedException) {
            return "access denied";
        }
        String said = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        return said == null || said.isEmpty() ? "input/output error" : said;
    }
}
