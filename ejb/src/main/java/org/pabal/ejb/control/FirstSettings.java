package org.pabal.ejb.control;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pabal.core.address.DomainName;

/** What a new Pabal begins with. */
enum FirstSettings {
    /** a server: its name, a mailbox for the postmaster, no relaying */
    INSTALLED {
        @Override
        Map<String, String> texts(DomainName host) {
            return Map.of("control/me", host + "\n");
        }

        @Override
        void writeFiles(PabalHome home) throws IOException {
            home.ensureMaildir(Path.of("alias"));
            home.writeIfMissing(POSTMASTER, "./Maildir/\n");
        }
    },
    /** somebody who wants to see mail work: a domain, a mailbox, and relaying for this machine */
    NEWCOMER {
        @Override
        Map<String, String> texts(DomainName host) {
            return new TreeMap<>(Map.of(
                    "control/me", "local.test\n",
                    "control/locals", "local.test\nlocalhost\n",
                    "users/assign", "=user:user:0:0:users/user:::\n+user-:user:0:0:users/user:-::\n.\n",
                    "access-rules/smtp", THIS_MACHINE_RELAYS,
                    "access-rules/submission", THIS_MACHINE_RELAYS));
        }

        @Override
        void writeFiles(PabalHome home) throws IOException {
            for (Path alias : List.of(POSTMASTER, MAILER_DAEMON)) {
                home.writeIfMissing(alias, "&user@local.test\n");
            }
        }
    };

    private static final Path POSTMASTER = Path.of("alias/.qmail-postmaster");
    private static final Path MAILER_DAEMON = Path.of("alias/.qmail-mailer-daemon");
    private static final String THIS_MACHINE_RELAYS = "127.0.0.1:allow,RELAYCLIENT=\"\"\n";

    /** @return the texts by path, all of which are good */
    abstract Map<String, String> texts(DomainName host);

    /** Writes the files that are missing. */
    abstract void writeFiles(PabalHome home) throws IOException;

    /** @return as in the setting {@code pabal.first-start} */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<FirstSettings> find(String text) {
        return Arrays.stream(values())
                .filter(settings -> settings.text().equals(text))
                .findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(FirstSettings::text).toList();
    }
}
