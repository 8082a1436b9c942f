package org.pabal.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pabal.cli.server.PasswordFile;
import org.pabal.cli.server.Server;
import org.pabal.cli.server.ServerAddress;
import picocli.CommandLine.Option;

/** What every command takes: which server to ask, and as whom. */
final class ServerOptions {
    private static final String BUILT_IN = "admin";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            descriptionKey = "mixinStandardHelpOptions.help")
    boolean help;

    @Option(names = "--url", paramLabel = "URL", descriptionKey = "option.url")
    @Nullable
    String url;

    @Option(names = "--user", paramLabel = "NAME", descriptionKey = "option.user", defaultValue = BUILT_IN)
    String user = BUILT_IN;

    @Option(names = "--password-file", paramLabel = "FILE", descriptionKey = "option.passwordFile")
    @Nullable
    Path passwordFile;

    Server server(Surroundings surroundings) {
        ServerAddress address = ServerAddress.require(Optional.ofNullable(url)
                .or(() -> Optional.ofNullable(surroundings.environment().get("PABAL_URL"))));
        String password = PasswordFile.read(
                Optional.ofNullable(passwordFile),
                user.equals(BUILT_IN)
                        ? PasswordFile.places(surroundings.environment(), surroundings.directory())
                        : List.of());
        return new Server(address, user, password);
    }
}
