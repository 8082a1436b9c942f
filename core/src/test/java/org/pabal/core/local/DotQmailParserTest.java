package org.pabal.core.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.address.DomainName;
import org.pabal.core.address.LocalPart;
import org.pabal.core.local.Instruction.Forward;
import org.pabal.core.local.Instruction.Maildir;
import org.pabal.core.local.Instruction.Mbox;
import org.pabal.core.local.Instruction.Program;

class DotQmailParserTest {
    private static final Forward EVE = new Forward(new LocalPart("eve"), Optional.of(new DomainName("remote.test")));

    private static List<Instruction> instructions(String text) {
        return instructions(text, false);
    }

    private static List<Instruction> instructions(String text, boolean forwardOnly) {
        return ((DotQmail.Instructions) DotQmailParser.parse(text, forwardOnly)).list();
    }

    private static String refusal(String text, boolean forwardOnly) {
        return ((DotQmail.Unusable) DotQmailParser.parse(text, forwardOnly)).text();
    }

    @Test
    void firstCharacterChoosesTheInstruction() {
        assertThat(instructions("""
                        # everything there is
                        ./Maildir/
                        /var/mail/ada/
                        ./Mailbox
                        /var/mail/ada
                        |preline procmail  -t
                        &eve@remote.test
                        eve@remote.test
                        &eve
                        """))
                .containsExactly(
                        new Maildir("./Maildir/"),
                        new Maildir("/var/mail/ada/"),
                        new Mbox("./Mailbox"),
                        new Mbox("/var/mail/ada"),
                        new Program("preline procmail  -t"),
                        EVE,
                        EVE,
                        new Forward(new LocalPart("eve"), Optional.empty()));
    }

    @Test
    void lastLineNeedsNoLineFeed() {
        assertThat(instructions("./Maildir/")).containsExactly(new Maildir("./Maildir/"));
    }

    @Test
    void blanksAtTheEndOfALineAreIgnored() {
        assertThat(instructions("./Maildir/ \t \n&eve@remote.test\t\n"))
                .containsExactly(new Maildir("./Maildir/"), EVE);
    }

    @Test
    void blanksAtTheBeginningBelongToAnAddress() {
        assertThat(instructions("& eve@remote.test\n"))
                .containsExactly(new Forward(new LocalPart(" eve"), Optional.of(new DomainName("remote.test"))));
    }

    @Test
    void laterBlankLinesAndCommentsAreIgnored() {
        assertThat(instructions("#one\n\n \t\n# t\u00fcwo\u0007\n./Maildir/\n\n"))
                .containsExactly(new Maildir("./Maildir/"));
    }

    @Test
    void fileOfCommentsThrowsMailAway() {
        assertThat(instructions("# nothing\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\n./Maildir/\n", " \t\n./Maildir/\n", " "})
    void firstLineMustNotBeBlank(String text) {
        assertThat(refusal(text, false)).isEqualTo("Uh-oh: first line of .qmail file is blank. (#4.2.1)\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"&\n", "@remote.test@\n", "&eve@remote..test\n", "&eve@re mote.test\n", "eve@[1.2.3\n"})
    void malformedAddressesAreNotTried(String text) {
        assertThat(refusal("./Maildir/\n" + text, false))
                .isEqualTo("Uh-oh: .qmail has a malformed forward address. (#4.2.1)\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"./Maildir/\r\n", "&eve\u0000@remote.test\n", "./Mail\u0007box\n", "&e\uFFFDve@remote.test\n"})
    void linesMustBePlainText(String text) {
        assertThat(refusal(text, false)).isEqualTo("Uh-oh: .qmail has a line that is not plain text. (#4.2.1)\n");
    }

    @Nested
    class ForwardOnly {
        private static final String NO_FILES = "Uh-oh: .qmail has file delivery but has x bit set. (#4.7.0)\n";
        private static final String NO_PROGRAMS = "Uh-oh: .qmail has prog delivery but has x bit set. (#4.7.0)\n";

        @Test
        void allowsForwards() {
            assertThat(instructions("&eve@remote.test\n#\neve@remote.test\n", true))
                    .containsExactly(EVE, EVE);
        }

        @Test
        void refusesFilesAndPrograms() {
            assertThat(refusal("&eve@remote.test\n./Maildir/\n", true)).isEqualTo(NO_FILES);
            assertThat(refusal("./Mailbox\n", true)).isEqualTo(NO_FILES);
            assertThat(refusal("|true\n", true)).isEqualTo(NO_PROGRAMS);
        }

        @Test
        void plusListForbidsFromThereOn() {
            assertThat(instructions("./Maildir/\n+list\n&eve@remote.test\n"))
                    .containsExactly(new Maildir("./Maildir/"), EVE);
            assertThat(refusal("+list\n./Maildir/\n", false)).isEqualTo(NO_FILES);
            assertThat(refusal("+list\n|true\n", false)).isEqualTo(NO_PROGRAMS);
        }

        @Test
        void otherPlusLinesMeanNothing() {
            assertThat(instructions("+lists\n+\n+list x\n./Maildir/\n")).containsExactly(new Maildir("./Maildir/"));
        }
    }
}
