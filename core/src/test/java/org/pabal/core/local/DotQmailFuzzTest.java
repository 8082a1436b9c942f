package org.pabal.core.local;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.pabal.core.Fuzz;
import org.pabal.core.address.DomainName;
import org.pabal.core.address.EmailAddress;

/** .qmail files: every instruction can be carried out as it stands, and one that may only forward only forwards. */
class DotQmailFuzzTest {
    private static final DomainName HERE = new DomainName("here.test");

    static Stream<byte[]> seeds() {
        return Fuzz.seeds(
                "0./Maildir/\n&a@b.test\n# note\n|prog x\nuser\n/var/mail/u",
                "1+list\n&a@[192.0.2.1]\n",
                "0 \n",
                "1./x/\n",
                "0&\n",
                "0&a b@c");
    }

    @MethodSource("seeds")
    @FuzzTest
    void holdInstructionsThatCanBeCarriedOut(byte[] input) {
        boolean forwardOnly = Fuzz.choice(input) == '1';
        String text = new String(Fuzz.rest(input), StandardCharsets.UTF_8);
        switch (DotQmailParser.parse(text, forwardOnly)) {
            case DotQmail.Instructions found -> areSound(found.list(), forwardOnly);
            case DotQmail.Unusable unusable -> Fuzz.holds(unusable.text().endsWith("\n"), "a report");
            case DotQmail.Absent absent -> throw new AssertionError("there is a text");
            case DotQmail.Empty empty -> throw new AssertionError("emptiness is not decided here");
        }
    }

    private static void areSound(List<Instruction> instructions, boolean forwardOnly) {
        for (Instruction instruction : instructions) {
            switch (instruction) {
                case Instruction.Forward forward -> {
                    EmailAddress address = forward.address(HERE);
                    Fuzz.same(address, EmailAddress.require(address.text()));
                    Fuzz.holds(Fuzz.isOneLine(address.toSmtp()), "an address of one line");
                }
                case Instruction.Maildir maildir -> isFile(maildir.path(), forwardOnly);
                case Instruction.Mbox mbox -> isFile(mbox.path(), forwardOnly);
                case Instruction.Program program -> isFile("/" + program.command(), forwardOnly);
            }
        }
    }

    private static void isFile(String path, boolean forwardOnly) {
        Fuzz.holds(!forwardOnly, "nothing but forwards");
        Fuzz.holds(Fuzz.isOneLine(path) && (path.startsWith(".") || path.startsWith("/")), "a path of one line");
    }
}
