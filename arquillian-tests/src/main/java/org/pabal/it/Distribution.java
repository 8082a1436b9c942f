package org.pabal.it;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * An unpacked Payara Server and the JDK it runs on.
 *
 * @param home the directory {@code payara6} of the distribution
 * @param jdk a {@code JAVA_HOME}
 */
public record Distribution(Path home, Path jdk) {
    /** How {@code asadmin} ended: 0 is success; what it printed, both streams together. */
    record Output(int exitCode, String text) {}

    /** @throws ServerTrouble if there is no Payara Server in this directory */
    public static Distribution at(Path home) throws ServerTrouble {
        Distribution distribution = new Distribution(home.toAbsolutePath(), Path.of(System.getProperty("java.home")));
        if (!Files.isReadable(distribution.client())) {
            throw new ServerTrouble("There is no Payara Server in " + home + ".");
        }
        return distribution;
    }

    Path templateDomain() {
        return home.resolve("glassfish/domains/domain1");
    }

    private Path client() {
        return home.resolve("glassfish/lib/client/appserver-cli.jar");
    }

    /**
     * Runs one {@code asadmin} command.
     *
     * @param environment added to this process's own environment; a server started by the command inherits it
     * @throws ServerTrouble if the command cannot be run or does not end in time
     */
    Output asadmin(List<String> arguments, Map<String, String> environment, Duration limit) throws ServerTrouble {
        try {
            // a file, because a server started by the command keeps the other end of a pipe open
            Path output = Files.createTempFile("asadmin", ".out");
            try {
                return run(arguments, environment, limit, output);
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new ServerTrouble("asadmin " + arguments.getFirst() + " cannot be run: " + e.getMessage(), e);
        }
    }

    private Output run(List<String> arguments, Map<String, String> environment, Duration limit, Path output)
            throws IOException, ServerTrouble {
        List<String> command = new ArrayList<>(List.of(jdk.resolve("bin/java").toString()));
        command.addAll(JvmOptions.SHORT_LIVED);
        command.addAll(List.of("-jar", client().toString()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("AS_JAVA", jdk.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new ServerTrouble("asadmin " + arguments.getFirst() + " did not end within " + limit.toSeconds()
                        + " s. It said: " + Files.readString(output, Charset.defaultCharset()));
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new ServerTrouble("asadmin " + arguments.getFirst() + " was interrupted.", e);
        }
        return new Output(process.exitValue(), Files.readString(output, Charset.defaultCharset()));
    }
}
