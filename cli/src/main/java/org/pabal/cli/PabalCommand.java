package org.pabal.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pabal} alone: says what there is. */
@Command(
        name = "pabal",
        mixinStandardHelpOptions = true,
        versionProvider = PabalCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND")
final class PabalCommand implements Runnable {
    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), spec.commandLine().getResourceBundle().getString("usage.noCommand"));
    }

    /** As the build wrote it down. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() throws IOException {
            Properties properties = new Properties();
            try (InputStream in = PabalCommand.class.getResourceAsStream("version.properties")) {
                properties.load(in);
            }
            return new String[] {
                "Pabal " + properties.getProperty("version"),
                "Java " + Runtime.version() + ", picocli " + CommandLine.VERSION
            };
        }
    }
}
