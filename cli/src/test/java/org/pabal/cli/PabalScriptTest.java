package org.pabal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/pabal} with a Java that only says what it was told. */
class PabalScriptTest {
    private static final Path SCRIPT = Path.of("../bin/pabal").toAbsolutePath().normalize();

    @TempDir
    private Path directory = Path.of("");

    private record Result(int exitCode, String output) {}

    @BeforeEach
    void java() throws IOException {
        jdk("jdk", "21.0.4");
        Files.createFile(directory.resolve("pabal-cli.jar"));
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = Files.createDirectories(directory.resolve(name));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nfor word; do echo \"" + name + " [$word]\"; done\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return home;
    }

    private Result run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("JAVA_HOME", directory.resolve("jdk").toString());
        builder.environment()
                .put("PABAL_CLI_JAR", directory.resolve("pabal-cli.jar").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    private List<String> after(Result result, String word) {
        List<String> words = result.output().lines().toList();
        return words.subList(words.indexOf("jdk [" + word + "]") + 1, words.size());
    }

    @Test
    void handsItsArgumentsOnAsTheyAre() throws IOException, InterruptedException {
        Result result = run(Map.of(), SCRIPT.toString(), "queue", "--sender", "a b*");

        assertThat(result.exitCode()).isZero();
        assertThat(after(result, "-jar"))
                .containsExactly(
                        "jdk [" + directory.resolve("pabal-cli.jar") + "]",
                        "jdk [queue]",
                        "jdk [--sender]",
                        "jdk [a b*]");
    }

    @Test
    void runsTheCommandOfTheNameItIsLinkedUnder() throws IOException, InterruptedException {
        Path first = Files.createSymbolicLink(directory.resolve("pabal"), SCRIPT);
        Path link = Files.createSymbolicLink(directory.resolve("qmail-qstat"), first.getFileName());

        Result result = run(Map.of(), link.toString(), "--user", "ada");

        assertThat(result.output()).contains("jdk [qmail-qstat]\njdk [--user]\njdk [ada]\n");
    }

    @Test
    void isFoundOnThePath() throws IOException, InterruptedException {
        Files.createSymbolicLink(directory.resolve("qmail-qread"), SCRIPT);

        Result result = run(Map.of("PATH", directory + ":/usr/bin:/bin"), "/bin/sh", "-c", "qmail-qread");

        assertThat(result.output()).contains("jdk [qmail-qread]\n");
    }

    @Test
    void passesOverAJavaThatIsTooOld() throws IOException, InterruptedException {
        Path old = jdk("old", "17.0.15");
        Files.createSymbolicLink(directory.resolve("java"), directory.resolve("jdk/bin/java"));

        Result result = run(
                Map.of("JAVA_HOME", old.toString(), "PATH", directory + ":/usr/bin:/bin"), SCRIPT.toString(), "status");

        assertThat(result.output()).contains("jdk [status]");
    }

    @Test
    void saysWhatIsMissing() throws IOException, InterruptedException {
        Path copy = Files.createDirectories(directory.resolve("a/bin")).resolve("pabal");
        Files.copy(SCRIPT, copy);
        assertThat(copy.toFile().setExecutable(true)).isTrue();

        Result result = run(Map.of("PABAL_CLI_JAR", ""), copy.toString(), "status");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).contains("there is no pabal-cli.jar");
    }
}
