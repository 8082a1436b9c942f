package org.pabal.ejb.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Asks the system who its users are, wherever it has them from (nsswitch.conf). */
final class NameService {
    /** what useradd(8) takes; a number would be taken for a uid */
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_.-]*");

    private static final int NOT_FOUND = 2;
    private static final long LIMIT_SECONDS = 10;

    private NameService() {}

    /**
     * Somebody who is not there costs no process: strangers try many names.
     *
     * @throws IOException if there is no telling just now
     */
    static Optional<PasswdEntry> user(String name) throws IOException {
        return NAME.matcher(name).matches() && exists(name) ? entry(name) : Optional.empty();
    }

    private static boolean exists(String name) throws IOException {
        try {
            FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(name);
            return true;
        } catch (UserPrincipalNotFoundException e) {
            return false;
        }
    }

    private static Optional<PasswdEntry> entry(String name) throws IOException {
        Process getent = new ProcessBuilder("getent", "passwd", name)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var output = getent.getInputStream()) {
            getent.getOutputStream().close();
            if (!getent.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("getent(1) does not answer");
            }
            if (getent.exitValue() == NOT_FOUND) {
                return Optional.empty();
            }
            if (getent.exitValue() != 0) {
                throw new IOException("getent(1) ended with " + getent.exitValue());
            }
            String said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            return Optional.of(PasswdEntry.require(said.lines().findFirst().orElse("")));
        } catch (IllegalArgumentException e) {
            throw new IOException("getent(1) gave " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the server stops", e);
        } finally {
            getent.destroyForcibly();
        }
    }
}
