package org.pabal.ejb.admin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.pabal.ejb.control.PabalHome;
import org.pabal.ejb.password.PasswordRules;

/** The password of the built-in account {@code admin}: from the configuration, else from a file that is made once. */
final class AdminPassword {
    static final Path FILE = Path.of("admin.password");
    private static final int OCTETS = 18;

    private AdminPassword() {}

    /**
     * @param configured {@code pabal.admin.password}, which wins over the file
     * @return the password
     * @throws IllegalStateException with a sentence for the operator, if it is no good or the file cannot be used
     */
    static String find(Optional<String> configured, PabalHome home, SecureRandom random) {
        if (configured.isPresent()) {
            return checked(configured.get(), "pabal.admin.password");
        }
        Path file = home.path().resolve(FILE);
        try {
            home.writeIfMissing(FILE, generate(random) + "\n");
            return checked(Files.readString(file, StandardCharsets.UTF_8).strip(), file.toString());
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The password of admin should be in " + file + ", but the file cannot be read or made: "
                            + e.getMessage(),
                    e);
        }
    }

    private static String checked(String password, String place) {
        PasswordRules.problem(password).ifPresent(problem -> {
            throw new IllegalStateException("The password of admin in " + place + " is no good: " + problem);
        });
        return password;
    }

    private static String generate(SecureRandom random) {
        byte[] octets = new byte[OCTETS];
        random.nextBytes(octets);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
