package org.pabal.core.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which user an address belongs to: the text of qmail's {@code users/assign} (qmail-newu, qmail-lspawn).
 *
 * <p>{@code =local:user:uid:gid:home:dash:extension:} assigns one local part, {@code +prefix:…} all that begin with
 * it; their remainder is appended to the extension. The exact line wins, then the longest prefix; of two equal lines
 * the first. Case is ignored, also for prefixes that end in an upper-case letter, which qmail never finds.
 */
public final class UserAssignments {
    /** No assignments: every address belongs to the user {@code alias}. */
    public static final UserAssignments NONE = new UserAssignments(List.of());

    private final Map<String, Assignment> exact = new HashMap<>();
    private final Map<String, Assignment> prefixes = new HashMap<>();
    private final Set<Character> prefixEnds = new HashSet<>();
    private final List<Path> homes;

    private UserAssignments(List<AssignmentLine> lines) {
        for (AssignmentLine line : lines) {
            if (line.isPrefix()) {
                prefixes.putIfAbsent(line.key(), line.assignment());
                if (!line.key().isEmpty()) {
                    prefixEnds.add(line.key().charAt(line.key().length() - 1));
                }
            } else {
                exact.putIfAbsent(line.key(), line.assignment());
            }
        }
        homes = lines.stream().map(line -> line.assignment().home()).distinct().toList();
    }

    /**
     * @param text lines as above; a line that begins with {@code .} ends them and must be there
     * @throws IllegalArgumentException with a sentence that names the line
     */
    public static UserAssignments require(String text) {
        List<AssignmentLine> assignments = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].startsWith(".")) {
                return new UserAssignments(assignments);
            }
            boolean nothingAfterLastLineFeed = i == lines.length - 1 && lines[i].isEmpty();
            if (!nothingAfterLastLineFeed) {
                assignments.add(AssignmentLine.require(lines[i], i + 1));
            }
        }
        throw new IllegalArgumentException(
                "the assignments must end, after line " + assignments.size() + ", with a line that is a single '.'");
    }

    /**
     * @param localPart in any case; what is left of it after a prefix keeps its case
     * @return empty: the address belongs to the user {@code alias}
     */
    public Optional<Assignment> find(String localPart) {
        String key = Ascii.lowerCase(localPart);
        Assignment whole = exact.get(key);
        if (whole != null) {
            return Optional.of(whole);
        }
        for (int length = key.length(); length >= 0; length--) {
            // as qmail's wildcard characters: most lengths need no lookup
            if (length == 0 || prefixEnds.contains(key.charAt(length - 1))) {
                Assignment found = prefixes.get(key.substring(0, length));
                if (found != null) {
                    return Optional.of(found.extendedBy(localPart.substring(length)));
                }
            }
        }
        return Optional.empty();
    }

    /** @return the home directories, each once, in the order of the text; relative to {@code pabal.home} */
    public List<Path> homes() {
        return homes;
    }

    /**
     * Whose an address is.
     *
     * @param user its name
     * @param home relative to {@code pabal.home} and below it
     * @param dash what stands between {@code .qmail} and the extension: empty or {@code -}
     * @param extension what chooses among the user's {@code .qmail} files
     */
    public record Assignment(String user, Path home, String dash, String extension) {
        private Assignment extendedBy(String remainder) {
            return new Assignment(user, home, dash, extension + remainder);
        }
    }
}
