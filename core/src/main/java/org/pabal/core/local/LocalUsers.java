package org.pabal.core.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pabal.core.address.EmailAddress;

/**
 * Who has a mailbox here: the assignments, the users of the system, then the user {@code alias}; and what the user's
 * {@code .qmail} files say (qmail-lspawn, qmail-getpw; qmail-local: checkhome, qmesearch). Asked when a recipient is named and
 * again for its delivery, so a plain user costs three looks at the file system.
 */
public final class LocalUsers {
    private static final List<Instruction> DEFAULT_DELIVERY = List.of(new Instruction.Maildir("./Maildir/"));

    /** qmail-getpw looks up nothing longer */
    private static final int LONGEST_NAME = 31;

    private final Path pabalHome;
    private final UserAssignments assignments;
    private final SystemUsers systemUsers;

    /** @param pabalHome the home directories of assignments are below it */
    public LocalUsers(Path pabalHome, UserAssignments assignments, SystemUsers systemUsers) {
        this.pabalHome = pabalHome.toAbsolutePath().normalize();
        this.assignments = assignments;
        this.systemUsers = systemUsers;
    }

    /** Says what a {@code .qmail} file of a home has. */
    @FunctionalInterface
    interface QmailReader {
        /** @param name in the home directory, without a slash */
        DotQmail read(Path home, String name) throws DeferralException;
    }

    /** What there is for an address. Texts end with LF, as in qmail's reports. */
    public sealed interface Resolution {
        /**
         * There is a mailbox.
         *
         * @param instructions what to do with a message, in order; empty if the file has only comments
         * @param defaultPart the part of the extension that {@code default} in the name of the user's file stands for
         */
        record Deliver(LocalUser user, List<Instruction> instructions, Optional<String> defaultPart)
                implements Resolution {
            /** Whether a delivery waits for others, for programs or whoever has locked an mbox. */
            boolean mayTakeLong() {
                return instructions.stream()
                        .anyMatch(one -> one instanceof Instruction.Program || one instanceof Instruction.Mbox);
            }
        }

        /**
         * There is a mailbox, in the home of another user of the system: what it does with a message is that user's to read.
         */
        record Foreign(LocalUser user) implements Resolution {}

        /** There is none, and a message for it fails. */
        record NoMailbox(String text) implements Resolution {}

        /** Nobody can say just now: the address must be tried again. */
        record Trouble(String text) implements Resolution {}

        /** The address with an empty local part: mail for it succeeds and is gone. */
        record Trash() implements Resolution {}
    }

    /** @param rewritten as the recipient rewriter made it; its domain plays no part */
    public Resolution resolve(EmailAddress rewritten) {
        String local = rewritten.local().text();
        if (local.isEmpty()) {
            return new Resolution.Trash();
        }
        try {
            Optional<LocalUser> known = assigned(local);
            return resolve(known.isPresent() ? known.get() : systemUser(local).orElseGet(() -> alias(local)));
        } catch (IOException e) {
            return new Resolution.Trouble(Reports.NO_ANSWER_ABOUT_USERS);
        }
    }

    /** @return the user that the assignments give an address to, or {@code alias}, even if there is no mailbox; empty for the
     *     trash address */
    public Optional<LocalUser> assigned(EmailAddress rewritten) {
        String local = rewritten.local().text();
        return local.isEmpty() ? Optional.empty() : assigned(local).or(() -> Optional.of(alias(local)));
    }

    private Optional<LocalUser> assigned(String local) {
        return assignments
                .find(local)
                .map(found -> new LocalUser(
                        found.user(), pabalHome.resolve(found.home()), found.dash(), found.extension(), false));
    }

    private LocalUser alias(String local) {
        return new LocalUser("alias", pabalHome.resolve("alias"), "-", local, false);
    }

    /** The longest name wins, all of the local part or what stands before a dash. */
    private Optional<LocalUser> systemUser(String local) throws IOException {
        for (int end = Math.min(local.length(), LONGEST_NAME); end > 0; end--) {
            boolean whole = end == local.length();
            if (whole || local.charAt(end) == '-') {
                String name = Ascii.lowerCase(local.substring(0, end));
                Optional<SystemUsers.SystemUser> found = systemUsers.find(name);
                if (found.isPresent()) {
                    SystemUsers.SystemUser user = found.get();
                    String extension = whole ? "" : local.substring(end + 1);
                    return Optional.of(new LocalUser(name, user.home(), whole ? "" : "-", extension, user.foreign()));
                }
            }
        }
        return Optional.empty();
    }

    private Resolution resolve(LocalUser user) {
        Path home = user.home();
        String shown = home.startsWith(pabalHome) ? pabalHome.relativize(home).toString() : "~" + user.name();
        return troubleWithHome(shown, home)
                .<Resolution>map(Resolution.Trouble::new)
                .orElseGet(() -> user.foreign() ? foreign(user) : obeyed(user));
    }

    /** Which files are there says who has a mailbox; what is in them is read with the user's rights. */
    private static Resolution foreign(LocalUser user) {
        Resolution there = instructions(
                user, (home, name) -> DotQmailFile.isFile(home, name) ? new DotQmail.Empty() : new DotQmail.Absent());
        return there instanceof Resolution.Deliver ? new Resolution.Foreign(user) : there;
    }

    private static Resolution obeyed(LocalUser user) {
        return instructions(user, DotQmailFile::read);
    }

    /** @param shown reports can reach strangers, so they do not say where homes are */
    private static Optional<String> troubleWithHome(String shown, Path home) {
        try {
            FileMode mode = FileMode.of(home);
            if (!mode.isDirectory()) {
                return Optional.of(Reports.unableToSwitch(shown, "not a directory"));
            }
            if (mode.isWorldWritable()) {
                return Optional.of(Reports.HOME_WRITABLE);
            }
            return mode.isSticky() ? Optional.of(Reports.HOME_STICKY) : Optional.empty();
        } catch (IOException e) {
            return Optional.of(Reports.unableToSwitch(shown, Reports.reason(e)));
        }
    }

    /** What the first of the user's files that is there says (qmail-local: qmesearch). */
    static Resolution instructions(LocalUser user, QmailReader reader) {
        if (user.leadsAway()) {
            return new Resolution.NoMailbox(Reports.NO_MAILBOX);
        }
        try {
            for (LocalUser.QmailFile file : user.qmailFiles()) {
                DotQmail found = reader.read(user.home(), file.name());
                if (!(found instanceof DotQmail.Absent)) {
                    return obey(user, found, file.defaultPart());
                }
            }
        } catch (DeferralException e) {
            return new Resolution.Trouble(e.report());
        }
        return obey(user, new DotQmail.Absent(), Optional.empty());
    }

    private static Resolution obey(LocalUser user, DotQmail file, Optional<String> defaultPart) {
        return switch (file) {
            case DotQmail.Instructions instructions -> new Resolution.Deliver(user, instructions.list(), defaultPart);
            case DotQmail.Unusable unusable -> new Resolution.Trouble(unusable.text());
            case DotQmail.Empty empty -> new Resolution.Deliver(user, DEFAULT_DELIVERY, defaultPart);
            case DotQmail.Absent absent ->
                user.hasDefaultDelivery()
                        ? new Resolution.Deliver(user, DEFAULT_DELIVERY, defaultPart)
                        : new Resolution.NoMailbox(Reports.NO_MAILBOX);
        };
    }
}
