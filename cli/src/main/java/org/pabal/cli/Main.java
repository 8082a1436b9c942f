package org.pabal.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import org.pabal.cli.filter.Redirection;
import org.pabal.cli.text.Messages;
import org.pabal.cli.text.Terminal;

/** {@code pabal COMMAND …}. Under an old name, {@code bin/pabal} gives that name as the command. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        if (Redirection.isMeant(arguments)) {
            System.exit(redirect(arguments));
        }
        Surroundings surroundings = ofProcess(System.getenv());
        int exitCode = CommandLines.of(surroundings).execute(arguments);
        surroundings.out().flush();
        surroundings.err().flush();
        System.exit(exitCode);
    }

    /** For a delivery that waits for it: without all that makes commands comfortable. */
    private static int redirect(String[] arguments) {
        PrintWriter err = new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        return Redirection.run(arguments, System.getenv(), new FileInputStream(FileDescriptor.in).getChannel(), err);
    }

    private static Surroundings ofProcess(Map<String, String> environment) {
        return new Surroundings(
                environment,
                Path.of("").toAbsolutePath(),
                writer(FileDescriptor.out, environment),
                writer(FileDescriptor.err, environment),
                Terminal.of(System.getProperty("pabal.columns"), environment),
                new Messages(Messages.localeOf(environment)),
                ZoneId.systemDefault(),
                InstantSource.system());
    }

    private static PrintWriter writer(FileDescriptor descriptor, Map<String, String> environment) {
        return new PrintWriter(
                new OutputStreamWriter(new StandardOutput(new FileOutputStream(descriptor)), charset(environment)),
                false);
    }

    /** UTF-8 unless the locale names another; the JVM would write {@code ?} for Korean where the locale is not installed. */
    private static Charset charset(Map<String, String> environment) {
        String locale = environment.getOrDefault(
                "LC_ALL", environment.getOrDefault("LC_CTYPE", environment.getOrDefault("LANG", "")));
        String named = locale.replaceFirst("^[^.]*\\.?", "").replaceFirst("@.*", "");
        return !named.isEmpty() && named.matches("[A-Za-z0-9_-]+") && Charset.isSupported(named)
                ? Charset.forName(named)
                : StandardCharsets.UTF_8;
    }
}
