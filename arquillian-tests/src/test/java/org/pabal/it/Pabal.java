package org.pabal.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** A deployed Pabal that takes mail, with the domain {@code local.test} and the mailbox {@code user@local.test}. */
final class Pabal implements AutoCloseable {
    /** An address of this machine that no access rule knows. */
    static final String STRANGER = "127.0.0.2";

    static final String RELAY_CLIENT = "127.0.0.1";

    private final PayaraServer server;

    private Pabal(PayaraServer server) {
        this.server = server;
    }

    /**
     * A fresh server and a fresh {@code pabal.home}.
     *
     * @param name of its directory, which stays for reading its logs
     */
    static Pabal start(String name, UnaryOperator<ServerSettings> change) throws ServerTrouble, IOException {
        Pabal pabal = prepare(name, change);
        try {
            pabal.server.start();
            pabal.server.deploy(ear());
            pabal.server.awaitReady();
            return pabal;
        } catch (ServerTrouble e) {
            pabal.close();
            throw e;
        }
    }

    static Pabal start(String name) throws ServerTrouble, IOException {
        return start(name, UnaryOperator.identity());
    }

    /** As {@link #start}, but the server does not run yet and has no application. */
    static Pabal prepare(String name, UnaryOperator<ServerSettings> change) throws ServerTrouble, IOException {
        Path directory = property("pabal.test.servers").resolve(name);
        Directories.delete(directory);
        Files.createDirectories(directory);
        ServerSettings settings = ServerSettings.inDirectory(directory).with("pabal.first-start", "newcomer");
        PayaraServer server = new PayaraServer(distribution(), change.apply(settings));
        server.create();
        // whoever breaks the tests off shall find no server left
        Runtime.getRuntime().addShutdownHook(new Thread(server::kill, "kill " + name));
        return new Pabal(server);
    }

    static Distribution distribution() throws ServerTrouble {
        return Distribution.at(property("pabal.test.payara"));
    }

    static Path ear() {
        return root().resolve("ear/target/pabal.ear");
    }

    /** @return the directory of the whole project */
    static Path root() {
        return property("pabal.test.root");
    }

    PayaraServer server() {
        return server;
    }

    Path home() {
        return server.settings().home();
    }

    int smtpPort() {
        return server.settings().ports().smtp();
    }

    /** Runs {@code bin/pabal}, or a link to it, as the administrator would. */
    Programs.Result run(List<String> command) throws IOException {
        return Programs.run(
                command,
                Map.of(
                        "PABAL_HOME",
                        home().toString(),
                        "PABAL_URL",
                        "http://127.0.0.1:" + httpPort(),
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "LC_ALL",
                        "C.UTF-8"),
                "");
    }

    int httpPort() {
        return server.settings().ports().http();
    }

    /** @return the mailbox of {@code user@local.test}, and of {@code postmaster} */
    Maildir mailbox() {
        return new Maildir(home().resolve("users/user/Maildir"));
    }

    AdminApi admin() throws IOException {
        return AdminApi.as(
                httpPort(),
                "admin",
                Files.readString(home().resolve("admin.password")).strip());
    }

    /** A session that has been greeted. */
    SmtpClient connect(String from) throws IOException {
        return SmtpClient.connect(from, smtpPort());
    }

    /** A session that has been greeted and has said EHLO. */
    SmtpClient session(String from) throws IOException {
        SmtpClient client = connect(from);
        client.says("EHLO client.test").hears("250");
        return client;
    }

    /** Hands over one message, which must be accepted. */
    void accepts(String sender, String recipient, String content) throws IOException {
        try (SmtpClient client = session(RELAY_CLIENT)) {
            client.hands(sender, recipient, content).hears("250");
        }
    }

    void restart() throws ServerTrouble {
        server.stop();
        server.start();
        server.awaitReady();
    }

    @Override
    public void close() {
        server.stop();
    }

    private static Path property(String key) {
        return Path.of(
                Objects.requireNonNull(System.getProperty(key), () -> key + " is not set: run the tests with Maven"));
    }
}
