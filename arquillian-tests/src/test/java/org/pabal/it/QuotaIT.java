package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mailbox with a quota, filled by SMTP, set by the API, and read by Dovecot. */
@OnSharedPabal
class QuotaIT {
    private static final String USER = "/domains/local.test/users/quota";
    private static final String RECIPIENT = "quota@local.test";

    @TempDir
    private Path directory;

    private final Pabal pabal;
    private final Maildir mailbox;
    private final String marker = Marker.fresh();

    QuotaIT(Pabal pabal) {
        this.pabal = pabal;
        this.mailbox = new Maildir(pabal.home().resolve("users/quota/Maildir"));
    }

    @BeforeEach
    void haveAUser() throws IOException {
        assertThat(put("{\"password\":\"correct horse 7\"}").statusCode()).isIn(201, 204);
    }

    @AfterEach
    void unset() throws IOException {
        pabal.admin().unsets("/control/overquota");
        assertThat(put("{\"quota\":\"NOQUOTA\"}").statusCode()).isEqualTo(204);
    }

    private HttpResponse<String> put(String body) throws IOException {
        return pabal.admin().put(USER, "application/json", body);
    }

    private void quota(String text) throws IOException {
        HttpResponse<String> response = put("{\"quota\":\"" + text + "\"}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(204);
    }

    private Path maildirsize() {
        return mailbox.directory().resolve("maildirsize");
    }

    /** @return octets and messages */
    private static List<Long> sum(Path maildirsize) throws IOException {
        List<String> lines = Files.readAllLines(maildirsize);
        long octets = 0;
        long messages = 0;
        for (String line : lines.subList(1, lines.size())) {
            octets += Long.parseLong(line.split(" ", 2)[0]);
            messages += Long.parseLong(line.split(" ", 2)[1]);
        }
        return List.of(octets, messages);
    }

    private String rcpt(String size) throws IOException {
        try (SmtpClient client = pabal.session(Pabal.STRANGER)) {
            client.says("MAIL FROM:<sender@ext.test>" + size).hears("250");
            return client.says("RCPT TO:<" + RECIPIENT + ">").text();
        }
    }

    @Test
    void dovecotAgreesOnQuotaAndUsage() throws IOException {
        quota("2M,1000c");
        int before = mailbox.messages().size();
        for (int i = 0; i < 5; i++) {
            pabal.accepts(
                    "sender@ext.test", RECIPIENT, Marker.message(marker + i) + "line of text\r\n".repeat(i * i * 100));
        }
        await().atMost(Duration.ofMinutes(1)).until(() -> mailbox.messages().size() == before + 5);
        List<Long> ours = sum(maildirsize());
        assertThat(ours.get(1)).isEqualTo(before + 5);

        Dovecot dovecot = Dovecot.ofCopy(directory, mailbox.directory());

        assertThat(dovecot.doveadm("-f", "tab", "quota", "get"))
                .contains("User quota\tSTORAGE\t" + (ours.get(0) + 1023) / 1024 + "\t2048\t")
                .contains("User quota\tMESSAGE\t" + (before + 5) + "\t1000\t");
        dovecot.doveadm("quota", "recalc");
        assertThat(Files.readAllLines(dovecot.maildirsize()).getFirst()).isEqualTo("2097152S,1000C");
        assertThat(sum(dovecot.maildirsize())).isEqualTo(ours);
        assertThat(dovecot.doveadm("fetch", "hdr.subject", "mailbox", "INBOX", "subject", marker))
                .contains(marker + 0, marker + 4);
    }

    @Test
    void strangersHearThatAMailboxIsFull() throws IOException {
        quota("1M");
        assertThat(rcpt("")).startsWith("250 ");
        assertThat(rcpt(" SIZE=2000000")).startsWith("552 5.2.2 ");

        pabal.admin().sets("/control/overquota", "defer\n");
        assertThat(rcpt(" SIZE=2000000")).startsWith("452 4.2.2 ");

        // the file is no more than a note of what was given
        Files.delete(maildirsize());
        assertThat(rcpt(" SIZE=2000000")).startsWith("452 4.2.2 ");
        assertThat(maildirsize()).content().startsWith("1048576S\n");
    }

    @Test
    void mailThatDoesNotFitGoesBack() throws IOException {
        quota("3000S");
        String large = Marker.message(marker) + "line of text\r\n".repeat(400);

        pabal.accepts("user@local.test", RECIPIENT, large);

        assertThat(pabal.mailbox().await(marker))
                .contains("<" + RECIPIENT + ">:\nuser is over quota (#5.2.2)\n", "\nStatus: 5.2.2\n");
        assertThat(mailbox.containing(marker)).isEmpty();
    }

    @Test
    void wishesAreCheckedAndShown() throws IOException {
        HttpResponse<String> refused = put("{\"quota\":\"1G\"}");
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(refused.body()).contains("A quota is NOQUOTA");
        assertThat(pabal.admin()
                        .put("/domains/local.test/users/never-made", "application/json", "{\"quota\":\"1M\"}")
                        .statusCode())
                .isEqualTo(404);

        quota("10m");
        assertThat(pabal.admin().get(USER).body()).contains("\"quota\":\"10485760S\"");
        assertThat(maildirsize()).content().startsWith("10485760S\n");
        quota("NOQUOTA");
        assertThat(pabal.admin().get(USER).body()).contains("\"quota\":\"NOQUOTA\"");
        assertThat(maildirsize()).doesNotExist();
    }
}
