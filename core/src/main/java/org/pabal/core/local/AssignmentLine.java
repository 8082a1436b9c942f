package org.pabal.core.local;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * One line of the assignments.
 *
 * @param isPrefix whether it stands for all local parts that begin with the key
 * @param key in lower case; an empty prefix stands for everybody
 */
record AssignmentLine(boolean isPrefix, String key, UserAssignments.Assignment assignment) {
    private static final int FIELDS = 7;

    /** @throws IllegalArgumentException with a sentence that names and quotes the line */
    static AssignmentLine require(String line, int number) {
        try {
            return parse(line);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "line " + number + " of the assignments, \"" + printable(line) + "\": " + e.getMessage(), e);
        }
    }

    private static AssignmentLine parse(String line) {
        char kind = line.isEmpty() ? 0 : line.charAt(0);
        if (kind != '=' && kind != '+') {
            throw new IllegalArgumentException("a line begins with '=', '+' or, at the end, '.'");
        }
        // what follows the last field's colon is ignored
        List<String> fields = List.of(line.substring(1).split(":", FIELDS + 1));
        if (fields.size() <= FIELDS) {
            throw new IllegalArgumentException(
                    "it needs 7 fields, each ended by ':', local:user:uid:gid:home:dash:ext:");
        }
        fields.subList(0, FIELDS).forEach(AssignmentLine::requirePlain);
        requireNumber("uid", fields.get(2));
        requireNumber("gid", fields.get(3));
        requireNoSlash("dash", fields.get(5));
        requireNoSlash("extension", fields.get(6));
        if (fields.get(1).isEmpty()) {
            throw new IllegalArgumentException("the user is empty");
        }
        if (kind == '=' && fields.get(0).isEmpty()) {
            throw new IllegalArgumentException("the local part is empty");
        }
        return new AssignmentLine(
                kind == '+',
                Ascii.lowerCase(fields.get(0)),
                new UserAssignments.Assignment(
                        fields.get(1), requireHome(fields.get(4)), fields.get(5), fields.get(6)));
    }

    private static void requirePlain(String field) {
        if (field.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a field has a control character");
        }
    }

    /** The numbers are there because qmail needs them; everything here runs as one system user. */
    private static void requireNumber(String name, String field) {
        if (field.isEmpty() || field.length() > 10 || !field.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("the " + name + " must be a number");
        }
    }

    private static void requireNoSlash(String name, String field) {
        if (field.indexOf('/') >= 0) {
            throw new IllegalArgumentException("the " + name + " must not have a '/'");
        }
    }

    private static Path requireHome(String field) {
        Path home;
        try {
            home = Path.of(field);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("the home directory cannot be a path of this system", e);
        }
        for (Path step : home) {
            if (step.toString().equals("..")) {
                throw new IllegalArgumentException("the home directory must not have '..'");
            }
        }
        Path plain = home.normalize();
        if (home.isAbsolute() || plain.toString().isEmpty()) {
            throw new IllegalArgumentException(
                    "the home directory must be relative and below pabal.home, such as users/ada");
        }
        return plain;
    }

    private static String printable(String line) {
        String cut = line.length() > 200 ? line.substring(0, 200) + "…" : line;
        return cut.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
