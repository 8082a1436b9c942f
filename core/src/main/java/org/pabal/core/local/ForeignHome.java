package org.pabal.core.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.pabal.core.local.Programs.ProgramCall;
import org.pabal.core.local.Programs.ProgramEnd;
import org.pabal.core.message.Content;
import org.pabal.core.message.PrefixedContent;

/**
 * The home of another user of the system. Its files are touched by small programs with that user's rights alone, as by
 * qmail-local, so that no link or name in it leads the server anywhere. What differs between calls is in the environment, never
 * in a program's text.
 */
final class ForeignHome implements HomeFiles {
    private static final String READ = "exec cat -- \"$FILE\"";

    private static final int NO_DIRECTORY = 3;
    private static final String DELIVER = """
            cd -- "$MAILDIR" || exit 3
            cat > "tmp/$NAME" && sync -- "tmp/$NAME" && mv -f -- "tmp/$NAME" "new/$NAME" && exec sync -- new
            rm -f -- "tmp/$NAME"
            exit 1
            """;

    private static final int CANNOT_OPEN = 3;
    private static final int LOCKED = 4;

    /** flock(1) takes the lock that qmail-local takes. The first line is From_, all others are quoted. */
    private static final String APPEND = """
            [ ! -e "$MBOX" ] || [ -f "$MBOX" ] || { echo 'not a regular file'; exit 3; }
            {
              flock -w 30 9 || exit 4
              size=$(stat -L -c %s -- "$MBOX") || exit 1
              if LC_ALL=C sed -e '2,$s/^>*From />&/' -e '$a\\' >&9 && echo >&9 && sync -- "$MBOX"; then
                [ "$size" -gt 0 ] || sync -- "$(dirname -- "$MBOX")"
                exit
              fi
              truncate -s "$size" -- "$MBOX"
              exit 1
            } 9>> "$MBOX"
            exit 3
            """;

    private static final Content NOTHING = new Content.InMemory(new byte[0]);

    private final LocalUser user;
    private final LocalTerms terms;

    ForeignHome(LocalUser user, LocalTerms terms) {
        this.user = user;
        this.terms = terms;
    }

    /** @param name in the home directory */
    DotQmail read(Path home, String name) {
        return DotQmailFile.read(home, name, this::text);
    }

    private String text(Path file) throws IOException {
        ProgramEnd.Exited end = requireEnd(terms.helpers().run(call(READ, Map.of("FILE", file.toString()), NOTHING)));
        if (end.status() != 0) {
            throw new IOException(lastWords(end));
        }
        return end.output();
    }

    @Override
    public void deliver(Instruction.Maildir line, byte[] head, Content content) throws DeferralException {
        Content whole = PrefixedContent.of(head, content);
        Map<String, String> environment =
                Map.of("MAILDIR", line.path(), "NAME", terms.names().next(whole.octets()));
        ProgramEnd.Exited end = run(call(DELIVER, environment, whole), Reports.MAILDIR_TROUBLE);
        if (end.status() == NO_DIRECTORY) {
            throw new DeferralException(Reports.CHDIR_MAILDIR, new IOException(lastWords(end)));
        }
        if (end.status() != 0) {
            throw new DeferralException(Reports.MAILDIR_TROUBLE, new IOException(lastWords(end)));
        }
    }

    @Override
    public void append(Instruction.Mbox line, byte[] head, Content content) throws DeferralException {
        String unable = Reports.unableToWrite(line.path(), "input/output error");
        ProgramEnd.Exited end =
                run(call(APPEND, Map.of("MBOX", line.path()), PrefixedContent.of(head, content)), unable);
        switch (end.status()) {
            case 0 -> {}
            case CANNOT_OPEN ->
                throw new DeferralException(Reports.unableToOpenMbox(line.path(), lastWords(end)), null);
            case LOCKED -> throw new DeferralException(Reports.MBOX_LOCKED, null);
            default -> throw new DeferralException(Reports.unableToWrite(line.path(), lastWords(end)), null);
        }
    }

    private ProgramEnd.Exited run(ProgramCall call, String report) throws DeferralException {
        try {
            return requireEnd(terms.helpers().run(call));
        } catch (IOException e) {
            throw new DeferralException(report, e);
        }
    }

    private ProgramCall call(String program, Map<String, String> environment, Content input) {
        return new ProgramCall(program, user.home(), environment, input);
    }

    private static ProgramEnd.Exited requireEnd(ProgramEnd end) throws IOException {
        return switch (end) {
            case ProgramEnd.Exited exited -> exited;
            case ProgramEnd.OutOfTime late -> throw new IOException("it took too long");
            case ProgramEnd.Forbidden forbidden ->
                throw new IOException(forbidden.why().strip());
        };
    }

    /** @return what the system said: programs put their own name and the file's before it */
    private static String lastWords(ProgramEnd.Exited end) {
        String said = end.output().strip();
        String line = said.substring(said.lastIndexOf('\n') + 1);
        String words = line.substring(line.lastIndexOf(": ") < 0 ? 0 : line.lastIndexOf(": ") + 2);
        return words.isEmpty() ? "exit status " + end.status() : words;
    }
}
