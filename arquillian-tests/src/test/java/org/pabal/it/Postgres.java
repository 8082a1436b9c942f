package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.pabal.it.Programs.Result;

/** A PostgreSQL server of the test's own, from the installed package, on the loopback address. */
final class Postgres implements AutoCloseable {
    static final String USER = "pabal";
    static final String PASSWORD = "only-for-this-test";

    private final Path programs;
    private final Path directory;
    private final int port = Ports.anyFree();

    private Postgres(Path programs, Path directory) {
        this.programs = programs;
        this.directory = directory;
    }

    /** Skips the test if PostgreSQL is not installed. */
    static Postgres start() throws IOException {
        Path programs = programs();
        // not below the project: its own user may not be allowed to look in there
        Postgres postgres = new Postgres(programs, Files.createTempDirectory("pabal-postgres"));
        Path password = Files.writeString(postgres.directory.resolve("password"), PASSWORD);
        if (isRoot()) {
            Result chown = Programs.run("chown", "-R", "postgres:", postgres.directory.toString());
            assertThat(chown.exitCode()).as(chown.output()).isZero();
        }
        postgres.runs(
                "initdb",
                "--pgdata=" + postgres.data(),
                "--username=" + USER,
                "--auth=scram-sha-256",
                "--pwfile=" + password,
                "--encoding=UTF8",
                "--locale=C");
        postgres.starts();
        return postgres;
    }

    /** Starts it, again after {@link #stops}. */
    void starts() throws IOException {
        runs(
                "pg_ctl",
                "--pgdata=" + data(),
                "--log=" + directory.resolve("log"),
                "--wait",
                "--options=-c listen_addresses=127.0.0.1 -c port=" + port + " -c unix_socket_directories=" + directory,
                "start");
    }

    /** As if it had crashed. */
    void stops() throws IOException {
        runs("pg_ctl", "--pgdata=" + data(), "--mode=immediate", "--wait", "stop");
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** Runs one statement and gives what {@code psql} prints, without frills. */
    String executes(String statement) throws IOException {
        return runs(
                        "psql",
                        "--host=127.0.0.1",
                        "--port=" + port,
                        "--username=" + USER,
                        "--dbname=postgres",
                        "--tuples-only",
                        "--no-align",
                        "--command=" + statement)
                .strip();
    }

    @Override
    public void close() throws IOException {
        stops();
        Directories.delete(directory);
    }

    private Path data() {
        return directory.resolve("data");
    }

    private String runs(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            // PostgreSQL refuses to run as root
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        Result result = Programs.run(command, Map.of("PGPASSWORD", PASSWORD), "");
        assertThat(result.exitCode()).as("%s: %s", program, result.output()).isZero();
        return result.output();
    }

    private static Path programs() throws IOException {
        Path versions = Path.of("/usr/lib/postgresql");
        Assumptions.assumeTrue(Files.isDirectory(versions), "PostgreSQL is not installed");
        try (Stream<Path> found = Files.list(versions)) {
            return found.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Path::compareTo)
                    .orElseGet(() -> Assumptions.abort("PostgreSQL's server is not installed"));
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
