package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A Postfix of our own on loopback: its queue, log and settings are in a directory that goes with it. */
final class Postfix implements AutoCloseable {
    /** Services that relaying needs, none of them in a chroot. */
    private static final String MASTER = """
            127.0.0.1:PORT inet n - n - - smtpd
            pickup unix n - n 60 1 pickup
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            trace unix - - n - 0 bounce
            proxymap unix - - n - - proxymap
            smtp unix - - n - - smtp
            relay unix - - n - - smtp
            error unix - - n - - error
            retry unix - - n - - error
            anvil unix - - n - 1 anvil
            scache unix - - n - 1 scache
            tlsmgr unix - - n 1000? 1 tlsmgr
            postlog unix-dgram n - n - 1 postlogd
            """;

    private static final String MAIN = """
            compatibility_level = 3.6
            queue_directory = DIRECTORY/queue
            data_directory = DIRECTORY/data
            command_directory = /usr/sbin
            daemon_directory = /usr/lib/postfix/sbin
            mail_owner = postfix
            setgid_group = postdrop
            maillog_file_prefixes = DIRECTORY
            maillog_file = DIRECTORY/maillog
            myhostname = postfix.test
            mydestination =
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            mynetworks = 127.0.0.0/8
            smtputf8_enable = yes
            smtp_dns_support_level = disabled
            smtp_tls_security_level = none
            smtpd_tls_security_level = may
            smtpd_tls_cert_file = CERTIFICATE
            smtpd_tls_key_file = KEY
            smtpd_tls_received_header = yes
            transport_maps = inline:{HOPS}
            """;

    private final String program;
    private final Path directory;
    private final int port;

    private Postfix(String program, Path directory, int port) {
        this.program = program;
        this.directory = directory;
        this.port = port;
    }

    /**
     * Starts it; the test is skipped where it is not installed, or where we may not.
     *
     * @param tls where {@code certificate.pem} and {@code key.pem} are, which it then shows to clients
     * @param hops each {@code domain=port}: where on loopback mail for a domain goes
     */
    static Postfix start(Path tls, String... hops) throws IOException {
        String program = Programs.require("postfix");
        Assumptions.assumeTrue(System.getProperty("user.name").equals("root"), "Postfix can be started by root only");
        Path directory = Files.createTempDirectory("pabal-postfix");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        int port = Ports.anyFree();
        Postfix postfix = new Postfix(program, directory, port);
        Files.createDirectory(directory.resolve("queue"));
        Path data = Files.createDirectory(directory.resolve("data"));
        Files.setOwner(
                data, data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postfix"));
        String transports = Stream.of(hops)
                .map(hop -> hop.split("=", -1))
                .map(hop -> "{" + hop[0] + "=smtp:[127.0.0.1]:" + hop[1] + "}")
                .collect(Collectors.joining(", "));
        Files.writeString(
                directory.resolve("main.cf"),
                MAIN.replace("DIRECTORY", directory.toString())
                        .replace("HOPS", transports)
                        .replace("CERTIFICATE", tls.resolve("certificate.pem").toString())
                        .replace("KEY", tls.resolve("key.pem").toString()));
        Files.writeString(directory.resolve("master.cf"), MASTER.replace("PORT", Integer.toString(port)));
        postfix.control("start");
        return postfix;
    }

    int port() {
        return port;
    }

    /** @return a line of {@code smtproutes} that leads here */
    String routeOf(String domain) {
        return domain + ":127.0.0.1:" + port + "\n";
    }

    private void control(String command) throws IOException {
        Programs.Result result = Programs.run(program, "-c", directory.toString(), command);
        assertThat(result.exitCode()).as(result.output()).isZero();
    }

    @Override
    public void close() throws IOException {
        control("stop");
        Directories.delete(directory);
    }
}
