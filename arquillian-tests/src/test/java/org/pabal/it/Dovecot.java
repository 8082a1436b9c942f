package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pabal.it.Programs.Result;

/** A Dovecot that reads a Maildir, with its quota plugin; it takes the quota from {@code maildirsize}. */
record Dovecot(Path directory, Path configuration) {
    /** Dovecot reads no mail as root, so root lends a copy to somebody else. */
    static Dovecot ofCopy(Path directory, Path maildir) throws IOException {
        boolean root = "root".equals(System.getProperty("user.name"));
        Path copy = directory.resolve("Maildir");
        Directories.copy(maildir, copy);
        Path configuration = Files.writeString(
                directory.resolve("dovecot.conf"),
                String.join(
                        "\n",
                        "base_dir = " + directory.resolve("run"),
                        "mail_location = maildir:" + copy,
                        root
                                ? "mail_uid = nobody\nmail_gid = nogroup"
                                : "mail_uid = " + System.getProperty("user.name"),
                        "first_valid_uid = 0",
                        "first_valid_gid = 0",
                        "log_path = /dev/stderr",
                        "mail_plugins = quota",
                        "plugin {",
                        "  quota = maildir:User quota",
                        "}",
                        ""));
        if (root) {
            Result chown = Programs.run("chown", "-R", "nobody:nogroup", directory.toString());
            assertThat(chown.exitCode()).as(chown.output()).isZero();
        }
        return new Dovecot(directory, configuration);
    }

    /** Runs doveadm, which must succeed. @return what it printed */
    String doveadm(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Programs.require("doveadm"), "-c", configuration.toString()));
        command.addAll(List.of(arguments));
        Result result = Programs.run(command, Map.of("USER", "reader", "HOME", directory.toString()), "");
        assertThat(result.exitCode()).as(result.output()).isZero();
        return result.output();
    }

    /** @return the file of its copy that states quota and usage */
    Path maildirsize() {
        return directory.resolve("Maildir/maildirsize");
    }
}
