package org.pabal.core.address;

import java.util.Locale;
import java.util.Optional;
import org.pabal.core.address.PathScanner.Bracketed;

/**
 * Reads the paths of MAIL and RCPT as peers write them (RFC 5321 §4.1.2), strictly: what is not a path is a problem, never a
 * guess. Takes addresses beyond ASCII (RFC 6531 §3.3); whether a transaction may have them is not decided here.
 */
public final class PathParser {
    /** octets of a local part as written, quotation marks included (RFC 5321 §4.5.3.1.1) */
    public static final int MAX_LOCAL_PART = 64;
    /** octets of a path as written, with its brackets and source route (RFC 5321 §4.5.3.1.3) */
    public static final int MAX_PATH = 256;

    /** What an argument turned out to be. */
    public sealed interface Parsed<P> {
        /** @param rest what follows the path, without spaces around it: the ESMTP parameters */
        record Path<P>(P path, String rest) implements Parsed<P> {}

        record Malformed<P>(PathProblem problem) implements Parsed<P> {}
    }

    private PathParser() {}

    /** @param argument what follows {@code MAIL} and its spaces */
    public static Parsed<ReversePath> reversePath(String argument) {
        return switch (new PathScanner(argument, "FROM:").scan()) {
            case Parsed.Malformed<Bracketed> malformed -> new Parsed.Malformed<>(malformed.problem());
            case Parsed.Path<Bracketed> found -> reverse(found.path(), found.rest());
        };
    }

    /** @param argument what follows {@code RCPT} and its spaces */
    public static Parsed<ForwardPath> forwardPath(String argument) {
        return switch (new PathScanner(argument, "TO:").scan()) {
            case Parsed.Malformed<Bracketed> malformed -> new Parsed.Malformed<>(malformed.problem());
            case Parsed.Path<Bracketed> found -> forward(found.path(), found.rest());
        };
    }

    private static Parsed<ReversePath> reverse(Bracketed found, String rest) {
        if (found.local().isEmpty()) {
            return new Parsed.Path<>(ReversePath.NULL, rest);
        }
        Optional<EmailAddress> address = found.address();
        return address.isPresent()
                ? new Parsed.Path<>(ReversePath.of(address.get()), rest)
                : new Parsed.Malformed<>(PathProblem.DOMAIN_MISSING);
    }

    private static Parsed<ForwardPath> forward(Bracketed found, String rest) {
        if (found.local().isEmpty()) {
            return new Parsed.Malformed<>(PathProblem.NULL_RECIPIENT);
        }
        Optional<EmailAddress> address = found.address();
        if (address.isPresent()) {
            return new Parsed.Path<>(new ForwardPath.Mailbox(address.get()), rest);
        }
        return found.local().get().text().toLowerCase(Locale.ROOT).equals("postmaster")
                ? new Parsed.Path<>(new ForwardPath.Postmaster(), rest)
                : new Parsed.Malformed<>(PathProblem.DOMAIN_MISSING);
    }
}
