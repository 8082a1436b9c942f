package org.pabal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The filters of {@code .qmail} files as a delivery starts them, under their own names, with a Java that only says what it is told. */
class FilterScriptTest {
    private static final Path SCRIPT = Path.of("../bin/pabal").toAbsolutePath().normalize();
    private static final String UFLINE = "From bob@remote.test Mon Nov 02 06:17:32 2026\n";
    private static final String RPLINE = "Return-Path: <bob@remote.test>\n";
    private static final String DTLINE = "Delivered-To: ada@local.test\n";
    private static final String MESSAGE = "Subject: hello\n\n\\n %s Hello";

    @TempDir
    private Path directory = Path.of("");

    private record Result(int exitCode, String output, String error) {}

    @BeforeEach
    void link() throws IOException {
        for (String name : List.of("bouncesaying", "condredirect", "except", "forward", "preline")) {
            Files.createSymbolicLink(directory.resolve(name), SCRIPT);
        }
        Path java = Files.createDirectories(directory.resolve("jdk/bin")).resolve("java");
        Files.writeString(directory.resolve("jdk/release"), "JAVA_VERSION=\"21.0.4\"\n");
        Files.writeString(java, "#!/bin/sh\nwhile [ \"$1\" != -jar ]; do shift; done; shift 2; echo \"$*\"; exit 99\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.createFile(directory.resolve("pabal-cli.jar"));
        Files.writeString(directory.resolve("message"), MESSAGE);
    }

    private ProcessBuilder of(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(directory.resolve("message").toFile());
        builder.environment().clear();
        builder.environment().put("PATH", directory + ":/usr/bin:/bin");
        builder.environment().put("JAVA_HOME", directory.resolve("jdk").toString());
        builder.environment()
                .put("PABAL_CLI_JAR", directory.resolve("pabal-cli.jar").toString());
        builder.environment().put("UFLINE", UFLINE);
        builder.environment().put("RPLINE", RPLINE);
        builder.environment().put("DTLINE", DTLINE);
        return builder;
    }

    private Result run(ProcessBuilder builder) throws IOException {
        Path error = directory.resolve("error");
        Process process = builder.redirectError(error.toFile()).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.onExit().join().exitValue(), output, Files.readString(error));
    }

    private Result shell(String command) throws IOException {
        return run(of(List.of("/bin/sh", "-c", command)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bouncesaying                             | 100 | bouncesaying: usage: bouncesaying error [ program [ arg ... ] ]",
                "bouncesaying 'Moved, 이사했습니다 %s'       | 100 | Moved, 이사했습니다 %s",
                "bouncesaying -n                          | 100 | -n",
                "bouncesaying no true                     | 100 | no",
                "bouncesaying no grep -q hello            | 100 | no",
                "bouncesaying no false                    |   0 | ''",
                "bouncesaying no sh -c 'exit 100'         |   0 | ''",
                "bouncesaying no sh -c 'exit 111'         | 111 | bouncesaying: fatal: temporary child error",
                "bouncesaying no sh -c 'kill -KILL $$'    | 111 | bouncesaying: fatal: child crashed",
                "except                                   | 100 | except: usage: except program [ arg ... ]",
                "except true                              | 100 | ''",
                "except false                             |   0 | ''",
                "except sh -c 'exit 111'                  | 111 | except: fatal: temporary child error",
                "except sh -c 'kill -TERM $$'             | 111 | except: fatal: child crashed",
                "except sh -c 'exit 255'                  |   0 | ''",
                "condredirect eve@remote.test             | 100 | condredirect: usage: condredirect newaddress program [ arg ... ]",
                "condredirect eve@remote.test false       |   0 | ''",
                "condredirect eve@remote.test sh -c 'exit 111' | 111 | condredirect: fatal: temporary child error"
            })
    void conditionsDecide(String command, int exitCode, String error) throws IOException {
        Result result = shell(command);

        assertThat(result.error().lines().filter(line -> !line.matches("Killed|Terminated")))
                .containsExactlyElementsOf(error.lines().toList());
        assertThat(result.exitCode()).isEqualTo(exitCode);
        assertThat(result.output()).isEmpty();
    }

    @Test
    void whatCannotBeStartedSaysNo() throws IOException {
        assertThat(shell("except no-such-program").exitCode()).isZero();
        assertThat(shell("bouncesaying no no-such-program").exitCode()).isZero();
    }

    @Test
    void aConditionIsAProgramAndNeverPartOfTheScript() throws IOException {
        assertThat(shell("except exit 0").exitCode()).isZero();
        assertThat(shell("except condition").exitCode()).isZero();
    }

    @Test
    void theServerIsAskedOnlyIfItHasTo() throws IOException {
        assertThat(shell("condredirect eve@remote.test grep -q hello"))
                .isEqualTo(new Result(99, "condredirect eve@remote.test\n", ""));
        assertThat(shell("forward 'eve@remote.test' 'a b@remote.test'"))
                .isEqualTo(new Result(99, "forward eve@remote.test a b@remote.test\n", ""));
        assertThat(run(of(List.of(SCRIPT.toString(), "condredirect", "eve@remote.test", "true")))
                        .output())
                .isEqualTo("condredirect eve@remote.test\n");
    }

    @ParameterizedTest
    @CsvSource({"'', frd", "-f, rd", "-r, fd", "-d, fr", "-frd, ''", "-f -d, r", "-fF, frd", "-rdRD --, frd", "-drfR, r"
    })
    void prelinePutsTheLinesBeforeTheMessage(String options, String lines) throws IOException {
        String expected = (lines.contains("f") ? UFLINE : "")
                + (lines.contains("r") ? RPLINE : "")
                + (lines.contains("d") ? DTLINE : "")
                + MESSAGE;

        assertThat(shell("preline " + options + " cat")).isEqualTo(new Result(0, expected, ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "preline                        | 100 | preline: usage: preline cmd [ arg ... ]",
                "preline -x cat                 | 100 | preline: usage: preline cmd [ arg ... ]",
                "unset DTLINE; preline -d cat   | 100 | preline: usage: preline cmd [ arg ... ]",
                "preline sh -c 'exit 5'         |   5 | ''",
                "preline sh -c 'exit 127'       | 127 | ''",
                "preline sh -c 'exit 99'        |  99 | ''",
                "preline sh -c 'kill -KILL $$'  | 111 | preline: fatal: child crashed"
            })
    void prelineEndsAsItsProgramDoes(String command, int exitCode, String error) throws IOException {
        Result result = shell(command);

        assertThat(result.error().lines().filter(line -> !line.matches("Killed|Terminated")))
                .containsExactlyElementsOf(error.lines().toList());
        assertThat(result.exitCode()).isEqualTo(exitCode);
    }

    @Test
    void prelineOfNothingIsAMistake() throws IOException {
        assertThat(shell("preline no-such-program").exitCode()).isEqualTo(100);
    }

    @Test
    void prelineDoesNotMindAProgramThatDoesNotRead() throws IOException {
        Files.writeString(directory.resolve("message"), MESSAGE.repeat(100_000));

        assertThat(shell("preline true")).isEqualTo(new Result(0, "", ""));
    }
}
