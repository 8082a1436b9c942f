package org.pabal.cli.server;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.pabal.cli.CommandFailure;
import org.pabal.cli.ExitCode;

/**
 * Where the admin API is.
 *
 * @param base without a slash at its end
 */
public record ServerAddress(URI base) {
    static final String USUAL = "http://localhost:8080";
    static final String API = "/pabal/api/v1";

    /** @param text as {@code http://mail.example.org:8080}; a path may follow; empty for the usual one
     * @throws CommandFailure if that is no such address
     */
    public static ServerAddress require(Optional<String> text) {
        String wanted = text.orElse(USUAL);
        try {
            URI uri = new URI(wanted);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (!web || uri.getHost() == null || uri.getRawQuery() != null || uri.getUserInfo() != null) {
                throw new CommandFailure(ExitCode.USAGE, "failure.url", wanted);
            }
            String path = uri.getRawPath().replaceFirst("/+$", "");
            return new ServerAddress(new URI(
                    uri.getScheme(), null, uri.getHost(), uri.getPort(), path.isEmpty() ? API : path, null, null));
        } catch (URISyntaxException e) {
            throw new CommandFailure(ExitCode.USAGE, "failure.url", wanted);
        }
    }

    /** @param path below the base, with its slash; escaped */
    URI resolve(String path) {
        return URI.create(base + path);
    }
}
