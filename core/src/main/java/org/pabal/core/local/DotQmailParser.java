package org.pabal.core.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The syntax of a {@code .qmail} file (dot-qmail.9, qmail-local: main).
 *
 * <p>The whole file is judged before its first line is obeyed. qmail finds an unusable line only when it comes to it,
 * after the lines before it have delivered, and they deliver again with every retry.
 */
final class DotQmailParser {
    private final List<Instruction> instructions = new ArrayList<>();
    private boolean forwardOnly;

    private DotQmailParser(boolean forwardOnly) {
        this.forwardOnly = forwardOnly;
    }

    /**
     * @param text not empty
     * @param forwardOnly whether the file's owner may execute it: it then may not deliver to files or programs
     */
    static DotQmail parse(String text, boolean forwardOnly) {
        DotQmailParser parser = new DotQmailParser(forwardOnly);
        String[] lines = text.split("\n", -1);
        if (withoutTrailingBlanks(lines[0]).isEmpty()) {
            return new DotQmail.Unusable(Reports.FIRST_LINE_BLANK);
        }
        for (String line : lines) {
            Optional<String> problem = parser.add(withoutTrailingBlanks(line));
            if (problem.isPresent()) {
                return new DotQmail.Unusable(problem.get());
            }
        }
        return new DotQmail.Instructions(List.copyOf(parser.instructions));
    }

    private Optional<String> add(String line) {
        if (line.isEmpty() || line.charAt(0) == '#') {
            return Optional.empty();
        }
        if (line.chars().anyMatch(DotQmailParser::isNotText)) {
            return Optional.of(Reports.NOT_TEXT);
        }
        return switch (line.charAt(0)) {
            case '.', '/' -> addFile(line);
            case '|' -> addProgram(line.substring(1));
            case '+' -> {
                forwardOnly |= line.equals("+list");
                yield Optional.empty();
            }
            case '&' -> addForward(line.substring(1));
            default -> addForward(line);
        };
    }

    private Optional<String> addFile(String path) {
        if (forwardOnly) {
            return Optional.of(Reports.FILE_BUT_FORWARD_ONLY);
        }
        instructions.add(path.endsWith("/") ? new Instruction.Maildir(path) : new Instruction.Mbox(path));
        return Optional.empty();
    }

    private Optional<String> addProgram(String command) {
        if (forwardOnly) {
            return Optional.of(Reports.PROGRAM_BUT_FORWARD_ONLY);
        }
        instructions.add(new Instruction.Program(command));
        return Optional.empty();
    }

    private Optional<String> addForward(String address) {
        try {
            instructions.add(Instruction.Forward.require(address));
            return Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.of(Reports.MALFORMED_FORWARD);
        }
    }

    private static String withoutTrailingBlanks(String line) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t')) {
            end--;
        }
        return line.substring(0, end);
    }

    /** Control characters make file names nobody sees, as those of CRLF would; U+FFFD stands for what is not UTF-8. */
    private static boolean isNotText(int c) {
        return (Character.isISOControl(c) && c != '\t') || c == '\uFFFD';
    }
}
