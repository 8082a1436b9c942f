package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pabal.it.Programs.Result;

/** Mail comes in by SMTP and lies in the Maildir, for the programs people use on both sides. */
@OnSharedPabal
class MainJobIT {
    private final Pabal pabal;
    private final String marker = Marker.fresh();
    private final String port;

    MainJobIT(Pabal pabal) {
        this.pabal = pabal;
        this.port = Integer.toString(pabal.smtpPort());
    }

    @Nested
    class TheSendingProgram {
        @Test
        void swaksHandsMailOver() throws IOException {
            Result swaks = Programs.run(
                    Programs.require("swaks"),
                    "--to=user@local.test",
                    "--from=sender@ext.test",
                    "--server=127.0.0.1:" + port,
                    "--header=Subject: " + marker);
            assertThat(swaks.exitCode()).as(swaks.output()).isZero();
            assertThat(pabal.mailbox().await(marker)).contains("This is a test mailing");
        }

        @Test
        void msmtpHandsMailOver() throws IOException {
            List<String> msmtp = List.of(
                    Programs.require("msmtp"),
                    "--host=127.0.0.1",
                    "--port=" + port,
                    "--tls=off",
                    "--auth=off",
                    "--from=sender@ext.test",
                    "user@local.test");
            Result result = Programs.run(msmtp, Map.of(), Marker.message(marker).replace("\r\n", "\n"));
            assertThat(result.exitCode()).as(result.output()).isZero();
            assertThat(pabal.mailbox().await(marker)).endsWith("\nHello.\n");
        }

        @Test
        void curlHandsMailOver() throws IOException {
            List<String> curl = List.of(
                    Programs.require("curl"),
                    "--silent",
                    "--show-error",
                    "smtp://127.0.0.1:" + port + "/client.test",
                    "--mail-from",
                    "sender@ext.test",
                    "--mail-rcpt",
                    "user@local.test",
                    "--upload-file",
                    "-");
            Result result = Programs.run(curl, Map.of(), Marker.message(marker));
            assertThat(result.exitCode()).as(result.output()).isZero();
            assertThat(pabal.mailbox().await(marker)).endsWith("\nHello.\n");
        }

        @Test
        void smtpSourceHandsManyMessagesOverAtOnce() throws IOException {
            Result result = Programs.run(
                    Programs.require("smtp-source"),
                    "-s",
                    "5",
                    "-m",
                    "50",
                    "-S",
                    marker,
                    "-f",
                    "sender@ext.test",
                    "-t",
                    "user@local.test",
                    "127.0.0.1:" + port);
            assertThat(result.exitCode()).as(result.output()).isZero();
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> pabal.mailbox().containing(marker).size() == 50);
        }
    }

    @Nested
    class TheDeliveredMessage {
        @Test
        void hasTheSameOctetsBelowTheTraceFields() throws IOException {
            String sent = "Subject: " + marker + "\r\nX-Eight-Bit: \u00e4\u00f6\u00ff\r\n\r\n.\r\n..\r\n...x\r\n"
                    + "\t trailing space \r\n" + "long ".repeat(2000) + "\r\n\u0080\u00fe\u00ff\r\n\r\n";
            pabal.accepts("sender@ext.test", "user@local.test", sent);
            String delivered = pabal.mailbox().await(marker);
            assertThat(delivered).endsWith(sent.replace("\r\n", "\n"));
            String trace = delivered.substring(
                    0, delivered.length() - sent.replace("\r\n", "\n").length());
            assertThat(trace)
                    .startsWith("Return-Path: <sender@ext.test>\nDelivered-To: user@local.test\nReceived: ")
                    .containsOnlyOnce("Return-Path:")
                    .containsOnlyOnce("Delivered-To:");
            assertThat(trace.split("\n", -1))
                    .allMatch(
                            line -> line.isEmpty() || line.matches("(Return-Path|Delivered-To|Received): .*|[ \t]+.+"));
        }

        @Test
        void canBeReadByItsOwnerOnly() throws IOException {
            pabal.accepts("sender@ext.test", "user@local.test", Marker.message(marker));
            pabal.mailbox().await(marker);
            Path file = pabal.mailbox().messages().stream()
                    .filter(message -> Maildir.read(message).contains(marker))
                    .findFirst()
                    .orElseThrow();
            assertThat(Files.getPosixFilePermissions(file))
                    .allMatch(permission -> permission.name().startsWith("OWNER_"));
        }

        @Test
        void leavesNothingInTheQueue() throws IOException {
            pabal.accepts("sender@ext.test", "user@local.test", Marker.message(marker));
            pabal.mailbox().await(marker);
            await().atMost(Duration.ofMinutes(1)).until(() -> pabal.admin().queued("local") == 0);
        }

        @Test
        void comesThroughAnAliasToo() throws IOException {
            pabal.accepts("sender@ext.test", "postmaster@local.test", Marker.message(marker));
            assertThat(pabal.mailbox().await(marker)).contains("Delivered-To: postmaster@local.test\n");
        }
    }

    @Nested
    class TheReadingProgram {
        @TempDir
        Path directory;

        @Test
        void dovecotListsAndFetchesIt() throws IOException {
            Programs.require("doveadm");
            pabal.accepts("sender@ext.test", "user@local.test", Marker.message(marker));
            pabal.mailbox().await(marker);
            String fetched = Dovecot.ofCopy(directory, pabal.mailbox().directory())
                    .doveadm("-f", "flow", "fetch", "hdr.subject body", "mailbox", "INBOX", "subject", marker);
            assertThat(fetched).contains("hdr.subject=" + marker).contains("Hello.");
        }

        @Test
        void muttReadsItFromTheMaildir() throws IOException {
            String mutt = Programs.require("mutt");
            pabal.accepts("sender@ext.test", "user@local.test", Marker.message(marker));
            pabal.mailbox().await(marker);
            Path read = directory.resolve("read");
            Path commands = Files.writeString(
                    directory.resolve("muttrc"),
                    // it would ask whether to make ~/Mail, and swallow the keys
                    "set folder=" + directory + "\nset wait_key=no\nset quit=yes\nset tmpdir=" + directory + "\n"
                            + "push \"<pipe-message>cat > " + read + "<enter><exit>\"\n");
            Result result = Programs.runInTerminal(
                    mutt + " -n -R -F " + commands + " -f " + alone(marker),
                    Map.of("TERM", "xterm", "HOME", directory.toString()));
            assertThat(result.exitCode()).as(result.output()).isZero();
            assertThat(Files.readString(read, StandardCharsets.ISO_8859_1))
                    .contains("Subject: " + marker)
                    .contains("Hello.");
        }

        /**
         * The delivered file in a Maildir of its own: in the shared mailbox the cursor moves when mail comes in between two
         * keys.
         */
        private Path alone(String text) throws IOException {
            Path maildir = directory.resolve("Maildir");
            for (String part : List.of("cur", "new", "tmp")) {
                Files.createDirectories(maildir.resolve(part));
            }
            for (Path message : pabal.mailbox().messages()) {
                if (Maildir.read(message).contains(text)) {
                    Files.copy(message, maildir.resolve("new").resolve(message.getFileName()));
                }
            }
            return maildir;
        }
    }
}
