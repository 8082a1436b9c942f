package org.pabal.core.local;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pabal.core.access.Cdb;

/** Reads qmail's {@code users/cdb}: makes of it the text that qmail-newu has made it from. */
public final class AssignmentCdb {
    private static final String USERS = "users";
    private static final int FIELDS = 6;

    private final StringBuilder text = new StringBuilder();
    private final Optional<Path> homes;
    private boolean wildcards;

    private AssignmentCdb(Optional<Path> homes) {
        this.homes = homes;
    }

    /**
     * @param octets the whole file
     * @param homes a directory, as {@code /home}, that has moved: homes below it are now below {@code users}
     * @return lines for {@link UserAssignments#require}, which judges them, in their order in the file
     * @throws IllegalArgumentException with a sentence, if it is no such file
     */
    public static String text(byte[] octets, Optional<Path> homes) {
        AssignmentCdb read = new AssignmentCdb(homes);
        Cdb.require(octets).forEach(read::add);
        if (!read.wildcards) {
            throw new IllegalArgumentException("this is a cdb, but not users/cdb: the key for wildcards is missing");
        }
        return read.text.append(".\n").toString();
    }

    private void add(byte[] key, byte[] data) {
        String name = decoded(key);
        if (name.isEmpty()) {
            wildcards = true;
            return;
        }
        boolean exact = name.endsWith("\0");
        List<String> fields = List.of(decoded(data).split("\0", -1));
        if (name.charAt(0) != '!'
                || fields.size() != FIELDS + 1
                || !fields.get(FIELDS).isEmpty()) {
            throw new IllegalArgumentException("this is a cdb, but not users/cdb: a record is no assignment");
        }
        text.append(exact ? '=' : '+').append(plain(name.substring(1, name.length() - (exact ? 1 : 0))));
        for (int i = 0; i < FIELDS; i++) {
            text.append(':').append(plain(i == 3 ? home(fields.get(i)) : fields.get(i)));
        }
        text.append(":\n");
    }

    private String home(String written) {
        try {
            Path home = Path.of(written);
            return homes.isPresent() && home.startsWith(homes.get())
                    ? Path.of(USERS).resolve(homes.get().relativize(home)).toString()
                    : written;
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("a home directory in the cdb cannot be a path of this system", e);
        }
    }

    private static String plain(String field) {
        if (field.indexOf(':') >= 0 || field.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a field in the cdb has a colon or a control character");
        }
        return field;
    }

    private static String decoded(byte[] octets) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a field in the cdb is not UTF-8", e);
        }
    }
}
