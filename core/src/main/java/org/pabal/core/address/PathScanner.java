package org.pabal.core.address;

import java.util.Optional;
import org.pabal.core.address.PathParser.Parsed;

/** One pass over one argument; each character is looked at once or twice. */
final class PathScanner {
    private static final int END = -1;

    private final String text;
    private final String keyword;
    private int at;
    private PathProblem problem = PathProblem.NOT_CLOSED;
    private Optional<LocalPart> local = Optional.empty();
    private Optional<Domain> domain = Optional.empty();

    /** What stands between the brackets, without a source route; {@code <>} has neither part. */
    record Bracketed(Optional<LocalPart> local, Optional<Domain> domain) {
        Optional<EmailAddress> address() {
            return local.flatMap(l -> domain.map(d -> new EmailAddress(l, d)));
        }
    }

    PathScanner(String text, String keyword) {
        this.text = text;
        this.keyword = keyword;
    }

    Parsed<Bracketed> scan() {
        if (!text.regionMatches(true, 0, keyword, 0, keyword.length())) {
            return new Parsed.Malformed<>(PathProblem.KEYWORD_MISSING);
        }
        if (!Utf8.isWhole(text)) {
            return new Parsed.Malformed<>(PathProblem.CONTROL);
        }
        at = keyword.length();
        // one space after the colon is a common mistake of otherwise correct clients
        if (peek() == ' ') {
            at++;
        }
        if (peek() != '<') {
            return new Parsed.Malformed<>(PathProblem.BRACKETS_MISSING);
        }
        int open = at++;
        if (!inside()) {
            return new Parsed.Malformed<>(problem);
        }
        at++;
        if (Utf8.length(text.substring(open, at)) > PathParser.MAX_PATH) {
            return new Parsed.Malformed<>(PathProblem.PATH_TOO_LONG);
        }
        if (peek() != END && peek() != ' ') {
            return new Parsed.Malformed<>(PathProblem.JUNK_AFTER_PATH);
        }
        return new Parsed.Path<>(new Bracketed(local, domain), rest());
    }

    /** Only spaces separate: a tab, or what else may count as white space, is a part of what follows. */
    private String rest() {
        int start = at;
        int end = text.length();
        while (start < end && text.charAt(start) == ' ') {
            start++;
        }
        while (end > start && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(start, end);
    }

    /** @return whether all is well and the closing bracket is next */
    private boolean inside() {
        if (peek() == '>') {
            return true;
        }
        if (!route() || !localPart()) {
            return false;
        }
        if (peek() == '>') {
            return true;
        }
        if (peek() != '@') {
            return fail(PathProblem.LOCAL_PART);
        }
        at++;
        return domain() && (peek() == '>' || fail(PathProblem.DOMAIN));
    }

    /** Source routes must be understood, and are best ignored (RFC 5321 §3.6.1, appendix C). */
    private boolean route() {
        if (peek() != '@') {
            return true;
        }
        while (peek() == '@') {
            at++;
            if (!domain()) {
                return false;
            }
            if (peek() == ':') {
                at++;
                domain = Optional.empty();
                return true;
            }
            if (peek() != ',') {
                return fail(PathProblem.SOURCE_ROUTE);
            }
            at++;
        }
        return fail(PathProblem.SOURCE_ROUTE);
    }

    private boolean localPart() {
        int start = at;
        if (!(peek() == '"' ? quotedString() : dotString())) {
            return false;
        }
        return Utf8.length(text.substring(start, at)) <= PathParser.MAX_LOCAL_PART
                || fail(PathProblem.LOCAL_PART_TOO_LONG);
    }

    private boolean dotString() {
        int start = at;
        int atom = at;
        while (LocalPart.isAtomCharacter(peek()) || peek() == '.' || Utf8.isBeyondAscii(peek())) {
            if (peek() == '.') {
                if (at == atom) {
                    return fail(PathProblem.LOCAL_PART);
                }
                atom = at + 1;
            }
            at++;
        }
        if (at == atom) {
            return fail(PathProblem.LOCAL_PART);
        }
        take(text.substring(start, at));
        return true;
    }

    private boolean quotedString() {
        StringBuilder unquoted = new StringBuilder();
        at++;
        while (peek() != '"') {
            if (peek() == '\\') {
                at++;
            }
            if (peek() < ' ' || (peek() > '~' && !Utf8.isBeyondAscii(peek()))) {
                return fail(PathProblem.LOCAL_PART);
            }
            unquoted.append((char) peek());
            at++;
        }
        at++;
        if (unquoted.isEmpty()) {
            return fail(PathProblem.LOCAL_PART);
        }
        take(unquoted.toString());
        return true;
    }

    /** What is too long for any local part is a problem later on. */
    private void take(String unquoted) {
        if (unquoted.length() <= LocalPart.MAX_LENGTH) {
            local = Optional.of(new LocalPart(unquoted));
        }
    }

    private boolean domain() {
        int start = at;
        boolean literal = peek() == '[';
        while (DomainName.isCharacter(peek())
                || (!literal && Utf8.isBeyondAscii(peek()))
                || (literal && (peek() == '[' || peek() == ':'))) {
            at++;
        }
        if (literal && peek() == ']') {
            at++;
        }
        String found = text.substring(start, at);
        domain = literal
                ? AddressLiteral.parse(found).map(Domain.class::cast)
                : DomainName.parse(found).map(Domain.class::cast);
        return domain.isPresent() || fail(literal ? PathProblem.LITERAL : PathProblem.DOMAIN);
    }

    /** The end of the text and a control character are problems of their own, whatever was expected there. */
    private boolean fail(PathProblem expected) {
        problem = peek() == END ? PathProblem.NOT_CLOSED : isControl(peek()) ? PathProblem.CONTROL : expected;
        return false;
    }

    private static boolean isControl(int c) {
        return c > '~' && !Utf8.isBeyondAscii(c);
    }

    private int peek() {
        return at < text.length() ? text.charAt(at) : END;
    }
}
