package org.pabal.core.bounce;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.pabal.core.Fuzz;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.queue.OriginalRecipient;

/** Reports of failure: what a remote host said stays within its paragraph and its field. */
class ReportFuzzTest {
    private static final Pattern FIELDS = Pattern.compile("(?:[A-Z][A-Za-z-]+: [ -~]*\n){3,5}");
    private static final Pattern STATUS =
            Pattern.compile("(?s).*\nStatus: 5\\.\\d{1,3}\\.\\d{1,3}\n.*|" + ".*\nStatus: 4\\.\\d{1,3}\\.\\d{1,3}\n.*");

    static Stream<byte[]> seeds() {
        return Fuzz.seeds(
                "u@x.test\nConnected to 192.0.2.1 but sender was rejected.\nRemote host said: 550-5.1.1 no\n550 5.1.1 such\n",
                "b\u00c3\u00bc@x.test\n\n\nX: y\n\n",
                "a b@[192.0.2.1]\nSorry. (#5.4.6)\n",
                "u@x.test\nRemote host said: 250 2.0.0 ok",
                "u@x.test\n\r\0--boundary--");
    }

    @MethodSource("seeds")
    @FuzzTest
    void stayInTheirPlace(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        int line = text.indexOf('\n');
        String report = text.substring(line + 1);
        Optional<EmailAddress> address = address(text.substring(0, Math.max(0, line)));
        if (address.isEmpty()) {
            return;
        }
        FailedRecipient failed = new FailedRecipient(address.get().text(), report);
        String paragraph = failed.paragraph();
        // as qmail's, it may have a second empty line after it
        int end = paragraph.indexOf("\n\n");
        Fuzz.holds(end >= paragraph.length() - 3 && paragraph.endsWith("\n\n"), "one paragraph: " + paragraph);
        Fuzz.holds(Fuzz.isOneLine(paragraph.replace("\n", "")), "no control characters");
        String fields = new ReportedRecipient(
                        failed, ReportedRecipient.Action.FAILED, OriginalRecipient.parse("rfc822;a+40b"))
                .fields("later");
        Fuzz.holds(FIELDS.matcher(fields).matches(), "fields: " + fields);
        Fuzz.holds(STATUS.matcher(fields).matches(), "a status of failure: " + fields);
    }

    private static Optional<EmailAddress> address(String typed) {
        try {
            return Optional.of(EmailAddress.require(typed));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
