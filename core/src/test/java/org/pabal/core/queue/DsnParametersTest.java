package org.pabal.core.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DsnParametersTest {
    @ParameterizedTest
    @CsvSource({"abc, abc", "a+2Bb+3Dc, a+b=c", "+20, ' '", "!~, !~"})
    void xtextIsDecoded(String encoded, String decoded) {
        assertThat(Xtext.parse(encoded).orElseThrow().decoded()).isEqualTo(decoded);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a b", "a=b", "a+b", "a+2", "a+2b", "+0A", "+0D", "+00", "+7F", "+80", "+", "\u00e9", "a\t"})
    void whatIsNoXtextOfPrintableTextIsRefused(String text) {
        // T-DSN 220, M92
        assertThat(Xtext.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NEVER                 | false | false
            never                 | false | false
            SUCCESS               | true  | false
            FAILURE               | false | true
            DELAY                 | false | false
            success,Failure,delay | true  | true
            """)
    void notifySaysWhatIsTold(String text, boolean success, boolean failure) {
        Notify notify = Notify.parse(text).orElseThrow();
        assertThat(notify.onSuccess()).isEqualTo(success);
        assertThat(notify.onFailure()).isEqualTo(failure);
    }

    @Test
    void failuresAreToldWhereNothingIsSaid() {
        assertThat(Notify.UNSAID.onFailure()).isTrue();
        assertThat(Notify.UNSAID.onSuccess()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "NEVER,FAILURE",
                "FAILURE,NEVER",
                "SUCCESS,",
                "SUCCESS,SUCCESS",
                "ALWAYS",
                "SUCCESS FAILURE"
            })
    void whatIsNoNotifyIsRefused(String text) {
        // T-DSN 218, M86
        assertThat(Notify.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "rfc822;a+2Bb@x.test, rfc822;a+2Bb@x.test, rfc822;a+b@x.test",
        "RFC822;a@x, RFC822;a@x, RFC822;a@x",
        "x400;/a/b, x400;/a/b, x400;/a/b",
        "utf-8;\u00e9@x.test, utf-8;\\x{E9}@x.test, utf-8;\\x{E9}@x.test",
        "utf-8;\\x{1F600}@x, utf-8;\\x{1F600}@x, utf-8;\\x{1F600}@x"
    })
    void originalRecipientGoesOnAsItCame(String typed, String text, String decoded) {
        OriginalRecipient original = OriginalRecipient.parse(typed).orElseThrow();
        assertThat(original.text()).isEqualTo(text);
        assertThat(original.decoded()).isEqualTo(decoded);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a@x",
                "rfc822;",
                ";a@x",
                "rfc 822;a@x",
                "rfc822;a b",
                "rfc822;a=b",
                "rfc822;a+b",
                "rfc822;\u00e9",
                "r\u00e9;a",
                "utf-8;",
                "utf-8;a+b",
                "utf-8;a=b",
                "utf-8;\\x{0A}",
                "utf-8;\\x{D800}",
                "utf-8;\\x{110000}",
                "utf-8;\\x{e9}",
                "utf-8;\\x41",
                "utf-8;a b"
            })
    void whatIsNoOriginalRecipientIsRefused(String text) {
        assertThat(OriginalRecipient.parse(text)).isEmpty();
    }

    @Test
    void originalRecipientHasALimit() {
        assertThat(OriginalRecipient.parse("rfc822;" + "a".repeat(493))).isPresent();
        assertThat(OriginalRecipient.parse("rfc822;" + "a".repeat(494))).isEmpty();
        assertThat(OriginalRecipient.parse("utf-8;" + "\u07ff".repeat(247))
                        .orElseThrow()
                        .text())
                .hasSizeLessThanOrEqualTo(OriginalRecipient.MAX_TEXT);
    }
}
