package org.pabal.cli.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pabal.cli.CommandFailure;
import org.pabal.cli.ExitCode;

/** Passwords come from files only: arguments and environments can be seen by others. */
public final class PasswordFile {
    private static final String NAME = "admin.password";

    private PasswordFile() {}

    /** @return where the generated password of {@code admin} may be, likeliest first */
    public static List<Path> places(Map<String, String> environment, Path directory) {
        List<Path> places = new ArrayList<>();
        String home = environment.getOrDefault("PABAL_HOME", "");
        if (!home.isEmpty()) {
            places.add(directory.resolve(home).resolve(NAME));
        }
        places.add(directory.resolve("pabal-home").resolve(NAME));
        places.add(Path.of("/var/lib/pabal").resolve(NAME));
        return places;
    }

    /**
     * @param wanted must be there
     * @param places where to look if none is wanted
     * @return the first line
     * @throws CommandFailure if there is no file, or it cannot be read
     */
    public static String read(Optional<Path> wanted, List<Path> places) {
        Path file = wanted.or(() -> places.stream().filter(Files::exists).findFirst())
                .orElseThrow(() -> missing(places));
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.findFirst().orElse("");
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "failure.passwordFile", file, e.getClass().getSimpleName());
        }
    }

    private static CommandFailure missing(List<Path> places) {
        return places.isEmpty()
                ? new CommandFailure(ExitCode.USAGE, "failure.passwordFileWanted")
                : new CommandFailure(
                        ExitCode.USAGE,
                        "failure.noPasswordFile",
                        places.stream().map(Path::toString).collect(Collectors.joining(", ")));
    }
}
