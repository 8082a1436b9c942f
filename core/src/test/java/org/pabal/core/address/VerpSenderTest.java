package org.pabal.core.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerpSenderTest {
    @ParameterizedTest
    @CsvSource({
        "list-@host.test-@[],      ada@local.test,   list-ada=local.test@host.test",
        "list-owner-@host.test-@[],a-b@Local.test,   list-owner-a-b=Local.test@host.test",
        "bob@remote.test,          ada@local.test,   bob@remote.test",
        "'',                       ada@local.test,   ''",
        "#@[],                     ada@local.test,   #@[]",
    })
    void recipientIsWrittenIntoTheSender(String sender, String recipient, String shown) {
        // T-BNC 184
        assertThat(ReversePath.require(sender)
                        .towards(EmailAddress.require(recipient))
                        .text())
                .isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#@[]", "bob@remote.test", "list-@host.test-@[]", "odd one@host.test-@[]"})
    void textCanBeReadBack(String text) {
        assertThat(ReversePath.require(text).text()).isEqualTo(text);
    }

    @Test
    void suffixAloneIsNoSender() {
        assertThatIllegalArgumentException().isThrownBy(() -> ReversePath.require("x-@[]"));
    }

    @Test
    void tooLongRecipientIsLeftOut() {
        EmailAddress recipient = EmailAddress.require("x".repeat(895) + "@local.test");

        assertThat(ReversePath.require("list-@host.test-@[]").towards(recipient))
                .isEqualTo(ReversePath.require("list-@host.test"));
    }

    @Test
    void undirectedSenderNamesNoRecipientOnTheWire() {
        assertThat(ReversePath.require("list-@host.test-@[]").toSmtp()).isEqualTo("list-@host.test");
    }
}
