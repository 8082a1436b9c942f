package org.pabal.core.smtp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.pabal.core.Fuzz;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ForwardPath;
import org.pabal.core.address.ReversePath;

/** Command lines: what was understood of one is understood again when we say it, and nothing in it ends a line. */
class CommandFuzzTest {
    static Stream<byte[]> seeds() {
        return Fuzz.seeds(
                "EHLO client.test",
                "helo  [192.0.2.1] ",
                "MAIL FROM:<a@b.test> SIZE=10 BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=a+2Bb AUTH=<>",
                "MAIL FROM:<@r.test,@s.test:\"a \\\"b\"@[IPv6:2001:db8::1]>",
                "MAIL FROM: <>",
                "RCPT TO:<postmaster>",
                "RCPT TO:<u@b\u00c3\u00bccher.test> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;a+40b",
                "RCPT TO:<u@[192.0.2.1]> ORCPT=utf-8;\\x{FC}@x NOTIFY=NEVER",
                "RCPT TO:<a%b@c.test>",
                "BDAT 10 LAST",
                "AUTH PLAIN =",
                "STARTTLS",
                "DATA",
                "GET / HTTP/1.1",
                "NOOP x");
    }

    @MethodSource("seeds")
    @FuzzTest
    void isUnderstoodInOneWay(byte[] input) {
        String line = Fuzz.text(input).replace("\r", "").replace("\n", "").replace("\0", "");
        Command command = parse(line);
        switch (command) {
            case Command.Greet greet -> Fuzz.holds(Fuzz.isOneLine(greet.hello().name()), "a name of one line");
            case Command.Mail mail -> Fuzz.same(mail.sender(), again(mail.sender()));
            case Command.Recipient recipient -> Fuzz.same(recipient.path(), again(recipient.path()));
            case Command.Chunk chunk -> Fuzz.holds(chunk.octets() >= 0, "a chunk with a length");
            case Command.Faulty faulty -> Fuzz.holds(faulty.reply().isPermanent(), "a refusal");
            default -> {}
        }
        int space = line.indexOf(' ');
        String verb = space < 0 ? line : line.substring(0, space);
        boolean ascii = verb.chars().allMatch(c -> c < 128);
        String swapped = verb.toLowerCase(java.util.Locale.ROOT) + line.substring(verb.length());
        Fuzz.holds(!ascii || parse(swapped).equals(command), "a verb in any case");
    }

    private static Command parse(String line) {
        byte[] octets = Fuzz.octets(line);
        return CommandParser.parse(octets, 0, octets.length);
    }

    private static Command said(String line) {
        byte[] octets = line.getBytes(StandardCharsets.UTF_8);
        return CommandParser.parse(octets, 0, octets.length);
    }

    private static Object again(ReversePath sender) {
        return said("MAIL FROM:<" + sender.toSmtp() + "> SMTPUTF8") instanceof Command.Mail mail
                ? mail.sender()
                : "nothing";
    }

    private static Object again(ForwardPath path) {
        String typed = path instanceof ForwardPath.Mailbox mailbox ? typed(mailbox.address()) : "postmaster";
        return said("RCPT TO:<" + typed + ">") instanceof Command.Recipient recipient ? recipient.path() : "nothing";
    }

    private static String typed(EmailAddress address) {
        Fuzz.holds(Fuzz.isOneLine(address.text()), "an address of one line");
        Fuzz.same(address, EmailAddress.require(address.text()));
        return address.toSmtp();
    }
}
