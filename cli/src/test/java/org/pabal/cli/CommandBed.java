package org.pabal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A directory with the administrator's password where commands look for it, and a server that replays answers. */
abstract class CommandBed {
    @TempDir
    Path directory = Path.of("");

    final StubServer server = new StubServer();

    @BeforeEach
    final void writePassword() throws IOException {
        Files.createDirectory(directory.resolve("pabal-home"));
        Files.writeString(directory.resolve("pabal-home/admin.password"), "s3cret:ä\n");
    }

    @AfterEach
    final void stop() {
        server.close();
    }

    final CommandRun shell() {
        return new CommandRun(directory).with("PABAL_URL", server.url());
    }

    /** @return what the server was asked, as {@code GET /pabal/api/v1/status} */
    final List<String> requests() {
        return server.asked.stream().map(StubServer.Asked::request).toList();
    }
}
