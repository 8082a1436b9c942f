package org.pabal.ejb.program;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * What passwd(5) says of a user, as far as mail asks.
 *
 * @param home as written; empty if there is none
 */
record PasswdEntry(int uid, Path home) {
    private static final int UID = 2;
    private static final int HOME = 5;
    private static final int FIELDS = 7;

    /** @throws IllegalArgumentException if it is no line of passwd(5) */
    static PasswdEntry require(String line) {
        List<String> fields = List.of(line.split(":", -1));
        if (fields.size() != FIELDS) {
            throw new IllegalArgumentException("a line of passwd(5) has seven fields");
        }
        try {
            return new PasswdEntry(Integer.parseUnsignedInt(fields.get(UID)), Path.of(fields.get(HOME)));
        } catch (NumberFormatException | InvalidPathException e) {
            throw new IllegalArgumentException("no line of passwd(5)", e);
        }
    }
}
