package org.pabal.core.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The user that one address belongs to, and which of the user's addresses it is.
 *
 * @param name the user's name
 * @param home the home directory, absolute
 * @param dash what stands between {@code .qmail} and the extension
 * @param extension the part of the address that chooses a {@code .qmail} file; its case is kept
 * @param foreign whether the home is another system user's than the server's: only that user's rights open its files
 */
public record LocalUser(String name, Path home, String dash, String extension, boolean foreign) {
    private static final String DEFAULT = "default";

    /** Whether the address has no file of its own to choose: only this user's plain address. */
    boolean hasDefaultDelivery() {
        return dash.isEmpty();
    }

    /** Whether the extension would name something in another directory. */
    boolean leadsAway() {
        return extension.indexOf('/') >= 0;
    }

    /**
     * A file that may have the instructions.
     *
     * @param name in the home directory
     * @param defaultPart the part of the extension that {@code default} at the end of the name stands for
     */
    record QmailFile(String name, Optional<String> defaultPart) {}

    /** @return the first that exists has the instructions (qmail-local: qmesearch) */
    List<QmailFile> qmailFiles() {
        String start = ".qmail" + dash;
        String safe = safeExtension();
        List<QmailFile> files = new ArrayList<>(2);
        boolean named = safe.endsWith(DEFAULT);
        files.add(new QmailFile(
                start + safe,
                named ? Optional.of(extension.substring(safe.length() - DEFAULT.length())) : Optional.empty()));
        for (int i = safe.length(); i >= 0; i--) {
            if (i == 0 || safe.charAt(i - 1) == '-') {
                files.add(new QmailFile(start + safe.substring(0, i) + DEFAULT, Optional.of(extension.substring(i))));
            }
        }
        return files;
    }

    /** @return the name of a file that belongs to exactly this address, such as the one that names a list's owner */
    String qmailFile(String suffix) {
        return ".qmail" + dash + safeExtension() + suffix;
    }

    /** Lower case finds the same file for every spelling; without dots no name is {@code ..}. */
    private String safeExtension() {
        return Ascii.lowerCase(extension).replace('.', ':');
    }
}
