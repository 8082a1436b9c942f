package org.pabal.core.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The users of the operating system who may have mail here (qmail-getpw). */
@FunctionalInterface
public interface SystemUsers {
    /** Only assignments have mailboxes. */
    SystemUsers NONE = name -> Optional.empty();

    /**
     * @param name in lower case
     * @return empty for root, for whoever does not own his home directory, and for those whose files this process may not touch
     * @throws IOException if nobody can say just now
     */
    Optional<SystemUser> find(String name) throws IOException;

    /**
     * A user of the system.
     *
     * @param home absolute
     * @param foreign whether the server runs as somebody else: only programs with the user's rights touch his files
     */
    record SystemUser(Path home, boolean foreign) {}
}
