package org.pabal.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.resource.ResourceException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.connector.TestApplication.Behaviour;
import org.pabal.core.smtp.Limits;

class ChunkedSessionsTest extends ListenerTestCase {
    private static Client inRecipients(Client client) throws IOException {
        return client.says("MAIL FROM:<s@ext.test>\r\n")
                .hears("250")
                .says("RCPT TO:<user@local.test>\r\n")
                .hears("250");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1023, 1024, 16_384, 65_537, 300_000})
    void chunksOfAnySizeMakeOneMessage(int octets) throws ResourceException, IOException {
        // T-BDA 209, 210
        String line = "x".repeat(98) + "\r\n";
        String wire = line.repeat(octets / 100 + 1).substring(0, octets);
        String content = wire.endsWith("\r") ? wire + "\n" : wire;
        try (Client client = Client.greeted(activate())) {
            inRecipients(client)
                    .says("BDAT " + content.length() + "\r\n" + content + "BDAT 3 LAST\r\n.\r\n" + "NOOP\r\n")
                    .hears("250 2.0.0 ok " + content.length() + " octets")
                    .hears("250 2.0.0 ok")
                    .hears("250");
        }
        assertThat(application.messages)
                .singleElement()
                .extracting("content")
                .isEqualTo((content + ".\r\n").replace("\r\n", "\n"));
    }

    @Test
    void octetsOfARefusedChunkAreNoCommands() throws ResourceException, IOException {
        // T-BDA 212, 217, M76
        try (Client client = Client.greeted(activate())) {
            client.says("BDAT 6 LAST\r\nQUIT\r\nNOOP\r\n")
                    .hears("503 5.5.1 MAIL first")
                    .hears("250 2.0.0 ok");
            inRecipients(client)
                    .says("BDAT 8\r\na\nQUIT\r\nBDAT 6 LAST\r\nQUIT\r\nNOOP\r\n")
                    .hears("554 5.6.0")
                    .hears("503 5.5.1 MAIL first")
                    .hears("250 2.0.0 ok");
        }
        assertThat(application.messages).isEmpty();
        assertThat(application.aborted).hasPositiveValue();
    }

    @Test
    void aChunkThatIsTooBigIsReadToItsEnd() throws ResourceException, IOException {
        // T-BDA 213
        application.maxOctets = 1_000;
        try (Client client = Client.greeted(activate())) {
            inRecipients(client)
                    .says("BDAT 900\r\n" + "x".repeat(900))
                    .hears("250")
                    .says("BDAT 100000 LAST\r\n" + "x".repeat(100_000) + "NOOP\r\n")
                    .hears("552 5.3.4")
                    .hears("250");
            inRecipients(client)
                    .says("BDAT " + (Limits.DISCARDED + 1) + "\r\n")
                    .hears("552 5.3.4")
                    .hearsNothingMore();
        }
        assertThat(application.messages).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"RSET, 250", "EHLO x, 250", "QUIT, 221"})
    void whatEndsTheTransactionForgetsItsChunks(String command, String reply) throws ResourceException, IOException {
        // T-BDA 213, M78
        try (Client client = Client.greeted(activate())) {
            inRecipients(client)
                    .says("BDAT 4\r\nhalf")
                    .hears("250")
                    .says(command + "\r\n")
                    .hears(reply);
        }
        await().until(() -> !application.ended.isEmpty());
        assertThat(application.aborted).hasValue(1);
        assertThat(application.messages).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BDAT 4\r\nhalf", "BDAT 10 LAST\r\nhalf"})
    void chunksAreForgottenWhenThePeerGoesAway(String said) throws ResourceException, IOException {
        // T-BDA 214
        try (Client client = Client.greeted(activate())) {
            inRecipients(client).says(said);
        }
        await().until(() -> !application.ended.isEmpty());
        assertThat(application.aborted).hasValue(1);
        assertThat(application.messages).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"FAILS_AT_RECEPTION, false", "FAILS_AT_WRITE, false", "FAILS_AT_COMMIT, true"})
    void aFailureOfTheApplicationKeepsNothing(Behaviour where, boolean goesOn) throws ResourceException, IOException {
        application.behaviour = where;
        try (Client client = Client.greeted(activate())) {
            inRecipients(client).says("BDAT 4 LAST\r\nbody").hears("451 4.3.0");
            if (goesOn) {
                client.says("BDAT 1 LAST\r\nx").hears("503 5.5.1 MAIL first");
            } else {
                client.hearsNothingMore();
            }
        }
        assertThat(application.messages).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BDAT\r\n", "BDAT x LAST\r\n", "BDAT 9999999999999999999\r\n"})
    void whatFollowsAChunkOfUnknownSizeIsNotRead(String command) throws ResourceException, IOException {
        // T-BDA 212
        try (Client client = Client.greeted(activate())) {
            inRecipients(client)
                    .says(command + "MAIL FROM:<evil@ext.test>\r\n")
                    .hears("501 5.5.4")
                    .hearsNothingMore();
        }
    }
}
