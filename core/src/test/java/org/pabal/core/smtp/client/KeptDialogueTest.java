package org.pabal.core.smtp.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pabal.core.smtp.client.DialogueLine.Kind;

class KeptDialogueTest {
    private final KeptDialogue dialogue = new KeptDialogue();

    private String text() {
        StringBuilder text = new StringBuilder();
        for (DialogueLine line : dialogue.lines()) {
            text.append(line.kind() == Kind.SAID ? "> " : "< ")
                    .append(line.text())
                    .append('\n');
        }
        return text.toString();
    }

    @Test
    void hasEachCommandAndEachLineOfAReply() {
        dialogue.said("MAIL FROM:<a@b.test>\r\nRCPT TO:<c@d.test>\r\nDATA\r\n");
        dialogue.heard("250-one\n250 two\n");

        assertThat(text()).isEqualTo("""
                > MAIL FROM:<a@b.test>
                > RCPT TO:<c@d.test>
                > DATA
                < 250-one
                < 250 two
                """);
    }

    @Test
    void hasNoPassword() {
        dialogue.said("AUTH PLAIN AGFkYQBzM2NyZXQ=\r\n");
        dialogue.said("AUTH LOGIN\r\n");
        dialogue.said("czNjcmV0\r\n");

        assertThat(text()).isEqualTo("""
                > AUTH PLAIN ****
                > AUTH LOGIN ****
                > ****
                """);
    }

    @Test
    void isHarmlessForTerminalsAndBounded() {
        dialogue.heard("250 \u001b[31m" + "x".repeat(2_000));

        assertThat(text()).startsWith("< 250 ?[31mxxx").hasSize(503);
    }

    @Test
    void keepsTheBeginningAndTheEndOfALongOne() {
        for (int i = 1; i <= 1_000; i++) {
            dialogue.heard("250 " + i);
        }

        assertThat(dialogue.lines()).hasSize(KeptDialogue.MOST);
        assertThat(dialogue.lines().getFirst().text()).isEqualTo("250 1");
        assertThat(dialogue.lines().getLast().text()).isEqualTo("250 1000");
    }
}
