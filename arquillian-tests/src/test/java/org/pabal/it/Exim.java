package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** An Exim of our own on loopback, without privileges: its queue, log and settings are in a directory that goes with it. */
final class Exim implements AutoCloseable {
    /** the one whom Debian's binary knows */
    private static final String USER = "Debian-exim";

    private static final String CONFIGURATION = """
            primary_hostname = exim.test
            exim_path = PROGRAM
            spool_directory = DIRECTORY/spool
            log_file_path = DIRECTORY/spool/%slog
            pid_file_path = DIRECTORY/spool/pid
            deliver_drop_privilege
            local_interfaces = 127.0.0.1
            daemon_smtp_ports = PORT
            acl_smtp_rcpt = accept
            acl_smtp_data = accept
            dsn_advertise_hosts = *
            smtputf8_advertise_hosts = *
            chunking_advertise_hosts = *
            tls_advertise_hosts =
            host_lookup =
            rfc1413_hosts =
            keep_environment =
            begin routers
            next:
              driver = manualroute
              transport = remote
              route_list = HOPS
              self = send
            begin transports
            remote:
              driver = smtp
              hosts_try_chunking = *
              hosts_try_dane =
              hosts_try_fastopen =
            begin retry
            * * F,1h,5s
            """;

    private final Path directory;
    private final int port;

    private Exim(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /**
     * Starts it; the test is skipped where it is not installed, or where we may not.
     *
     * @param hops each {@code domain=port}: where on loopback mail for a domain goes
     */
    static Exim start(String... hops) throws IOException {
        String program = Programs.require("exim4");
        Assumptions.assumeTrue(System.getProperty("user.name").equals("root"), "Exim's user is for root to become");
        Path directory = Files.createTempDirectory("pabal-exim");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Exim exim = new Exim(directory, Ports.anyFree());
        UserPrincipal owner =
                directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER);
        Files.setOwner(Files.createDirectory(directory.resolve("spool")), owner);
        Path configuration = directory.resolve("configuration");
        Files.writeString(configuration, exim.configuration(program, hops));
        List<String> command = new ArrayList<>(List.of(
                Programs.require("setpriv"), "--reuid", USER, "--regid", USER, "--clear-groups", program, "-C"));
        command.addAll(List.of(configuration.toString(), "-bd", "-q5s"));
        Programs.Result result = Programs.run(command.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.output()).isZero();
        return exim;
    }

    private String configuration(String program, String... hops) {
        return CONFIGURATION
                .replace("PROGRAM", program)
                .replace("DIRECTORY", directory.toString())
                .replace("PORT", Integer.toString(port))
                .replace("HOPS", routes(hops));
    }

    private static String routes(String... hops) {
        return Stream.of(hops)
                .map(hop -> hop.split("=", -1))
                .map(hop -> hop[0] + " 127.0.0.1::" + hop[1] + " byname")
                .collect(Collectors.joining("; "));
    }

    int port() {
        return port;
    }

    /** @return a line of {@code smtproutes} that leads here */
    String routeOf(String domain) {
        return domain + ":127.0.0.1:" + port + "\n";
    }

    /** @return what it says of arrivals and deliveries: a K is a message that came or went in chunks */
    String log() throws IOException {
        return Files.readString(directory.resolve("spool/mainlog"));
    }

    @Override
    public void close() throws IOException {
        long pid =
                Long.parseLong(Files.readString(directory.resolve("spool/pid")).strip());
        Optional<ProcessHandle> daemon = ProcessHandle.of(pid);
        daemon.ifPresent(process -> {
            process.destroy();
            process.onExit().join();
        });
        Directories.delete(directory);
    }
}
