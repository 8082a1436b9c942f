package org.pabal.core.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pabal.core.address.EmailAddress;

/**
 * Who has a mailbox here: the assignments, then the user {@code alias}, then the user's {@code .qmail} files
 * (qmail-lspawn; qmail-local: checkhome, qmesearch). Asked when a recipient is named and again for its delivery, so a
 * plain user costs three looks at the file system.
 */
public final class LocalUsers {
    private static final List<Instruction> DEFAULT_DELIVERY = List.of(new Instruction.Maildir("./Maildir/"));

    private final Path pabalHome;
    private final UserAssignments assignments;

    /** @param pabalHome the home directories are below it */
    public LocalUsers(Path pabalHome, UserAssignments assignments) {
        this.pabalHome = pabalHome.toAbsolutePath().normalize();
        this.assignments = assignments;
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

        /** There is none, and a message for it fails. */
        record NoMailbox(String text) implements Resolution {}

        /** Nobody can say just now: the address must be tried again. */
        record Trouble(String text) implements Resolution {}

        /** The address with an empty local part: mail for it succeeds and is gone. */
        record Trash() implements Resolution {}
    }

    /** @param rewritten as the recipient rewriter made it; its domain plays no part */
    public Resolution resolve(EmailAddress rewritten) {
        return find(rewritten).map(this::resolve).orElseGet(Resolution.Trash::new);
    }

    /** @return the user that an address belongs to, even if there is no mailbox; empty for the trash address */
    public Optional<LocalUser> find(EmailAddress rewritten) {
        String local = rewritten.local().text();
        if (local.isEmpty()) {
            return Optional.empty();
        }
        UserAssignments.Assignment assignment = assignments
                .find(local)
                .orElseGet(() -> new UserAssignments.Assignment("alias", Path.of("alias"), "-", local));
        return Optional.of(new LocalUser(
                assignment.user(), pabalHome.resolve(assignment.home()), assignment.dash(), assignment.extension()));
    }

    private Resolution resolve(LocalUser user) {
        return troubleWithHome(pabalHome.relativize(user.home()), user.home())
                .<Resolution>map(Resolution.Trouble::new)
                .orElseGet(() -> instructionsFor(user));
    }

    /** @param shown reports can reach strangers, so they do not say where {@code pabal.home} is */
    private static Optional<String> troubleWithHome(Path shown, Path home) {
        try {
            FileMode mode = FileMode.of(home);
            if (!mode.isDirectory()) {
                return Optional.of(Reports.unableToSwitch(shown.toString(), "not a directory"));
            }
            if (mode.isWorldWritable()) {
                return Optional.of(Reports.HOME_WRITABLE);
            }
            return mode.isSticky() ? Optional.of(Reports.HOME_STICKY) : Optional.empty();
        } catch (IOException e) {
            return Optional.of(Reports.unableToSwitch(shown.toString(), Reports.reason(e)));
        }
    }

    private static Resolution instructionsFor(LocalUser user) {
        if (user.leadsAway()) {
            return new Resolution.NoMailbox(Reports.NO_MAILBOX);
        }
        for (LocalUser.QmailFile file : user.qmailFiles()) {
            DotQmail found = DotQmailFile.read(user.home(), file.name());
            if (!(found instanceof DotQmail.Absent)) {
                return obey(user, found, file.defaultPart());
            }
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
