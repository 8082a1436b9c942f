package org.pabal.ejb.program;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.pabal.core.local.SystemUsers;
import org.pabal.ejb.control.ControlStore;

/**
 * The users of the system whose homes this process may touch: its own user's, or as root every person's. Who they are is asked
 * of the system and remembered for a minute, since a stranger may name many. The control setting systemusers switches them off.
 */
@ApplicationScoped
public class SystemAccounts implements SystemUsers {
    private static final int MOST = 10_000;
    private static final String NOT_A_DIRECTORY = "Not a directory";
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    @Inject
    ControlStore controls;

    private final Cache<String, Optional<PasswdEntry>> entries =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REMEMBERED).build();

    @Override
    public Optional<SystemUser> find(String name) throws IOException {
        return controls.current().systemUsers() ? find(name, ProgramRights.ofThisProcess()) : Optional.empty();
    }

    Optional<SystemUser> find(String name, ProgramRights rights) throws IOException {
        Optional<PasswdEntry> entry = entry(name);
        return entry.isPresent() && rights.mayBecome(entry.get().uid())
                ? owned(entry.get(), entry.get().uid() != rights.server())
                : Optional.empty();
    }

    /** Not while others who ask for the same wait: that would hold their threads. */
    private Optional<PasswdEntry> entry(String name) throws IOException {
        Optional<PasswdEntry> known = entries.getIfPresent(name);
        if (known == null) {
            known = NameService.user(name);
            entries.put(name, known);
        }
        return known;
    }

    /** qmail-getpw believes only who owns his home: the homes of daemons mostly are root's. */
    static Optional<SystemUser> owned(PasswdEntry entry, boolean foreign) throws IOException {
        if (!entry.home().isAbsolute()) {
            return Optional.empty();
        }
        try {
            Path home = entry.home().toRealPath();
            return entry.uid() == (Integer) Files.getAttribute(home, "unix:uid")
                    ? Optional.of(new SystemUser(home, foreign))
                    : Optional.empty();
        } catch (NoSuchFileException | AccessDeniedException e) {
            return Optional.empty();
        } catch (FileSystemException e) {
            if (NOT_A_DIRECTORY.equals(e.getReason())) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
