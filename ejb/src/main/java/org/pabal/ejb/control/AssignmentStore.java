package org.pabal.ejb.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;
import org.pabal.core.local.LocalUsers;
import org.pabal.core.local.SystemUsers;
import org.pabal.core.local.UserAssignments;

/** Who has a mailbox: one text in users/assign syntax. Home directories are made, with a Maildir, when they are missing. */
@ApplicationScoped
public class AssignmentStore {
    static final String FOLDER = "users";
    static final String NAME = "assign";

    /** No assignments: all local mail is that of users of the system and of the user alias. */
    private static final String NOBODY = ".\n";

    private static final Logger LOG = System.getLogger(AssignmentStore.class.getName());

    private final TextStore<Users> store;
    private final PabalHome home;
    private final SystemUsers systemUsers;

    /** The text's meaning, and the mailboxes it leads to. */
    private record Users(UserAssignments assignments, LocalUsers localUsers) {}

    @Inject
    AssignmentStore(ControlTexts texts, PabalHome home, SystemUsers systemUsers) {
        this.home = home;
        this.systemUsers = systemUsers;
        this.store = new TextStore<>(FOLDER, texts, this::read);
    }

    /** For the container's proxy, which never uses its own fields. */
    @SuppressWarnings("NullAway")
    AssignmentStore() {
        store = null;
        home = null;
        systemUsers = null;
    }

    /** @return what is in effect now. Costs a volatile read; ask again for each delivery, keep nothing */
    public UserAssignments current() {
        return store.current().assignments();
    }

    /** @return the mailboxes of {@link #current()} */
    public LocalUsers localUsers() {
        return store.current().localUsers();
    }

    /** Reads the texts now.
     *
     * @throws IllegalArgumentException with a sentence that names the text, if a stored one is bad
     */
    void load() {
        store.load();
    }

    /** Takes notice of changes that other nodes made. */
    void refresh(long generation) {
        store.refresh(generation);
    }

    /** @return the assignments as they were written; none, with version 0, if they never were */
    public StoredText text() {
        return textOf(store.read());
    }

    /** Replaces the assignments; in effect on this node when this returns, on others within about a second. */
    public TextChange put(String text, Precondition precondition, String who) {
        Optional<String> wrong = Texts.problem(() -> UserAssignments.require(text));
        if (wrong.isPresent()) {
            return new TextChange.Refused(wrong.get());
        }
        UserAssignments assignments = UserAssignments.require(text);
        TextWish wish = new TextWish(store.path(NAME), Optional.of(text), precondition, who);
        return store.apply(wish, texts -> makeHomes(assignments));
    }

    private Users read(TextFolder folder) {
        UserAssignments assignments = UserAssignments.require(textOf(folder).text());
        // another node may have stored them, on a disk of its own; what cannot be made here defers mail, no more
        makeHomes(assignments).ifPresent(problem -> LOG.log(Level.WARNING, problem));
        return new Users(assignments, new LocalUsers(home.path(), assignments, systemUsers));
    }

    private static StoredText textOf(TextFolder folder) {
        return folder.find(NAME).orElseGet(() -> StoredText.unset(NAME, NOBODY));
    }

    /** @return why one of the homes cannot be made, or empty if all are there */
    private Optional<String> makeHomes(UserAssignments assignments) {
        for (Path directory : assignments.homes()) {
            try {
                home.ensureMaildir(directory);
            } catch (IllegalArgumentException e) {
                return Optional.of("assignments: " + e.getMessage());
            } catch (IOException e) {
                LOG.log(Level.WARNING, "home directory of an assignment", e);
                return Optional.of("assignments: the home directory " + directory
                        + " or its Maildir cannot be made; the server's log has the reason");
            }
        }
        return Optional.empty();
    }
}
