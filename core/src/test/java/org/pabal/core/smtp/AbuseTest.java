package org.pabal.core.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What hostile clients say, row by row, as far as the automaton alone answers it: T-… numbers are rows of the catalogue of attacks,
 * M… duties of the standards. Rows that need sockets or a whole server have tests of this name there.
 */
class AbuseTest {
    private static final SmtpReply QUEUED = SmtpReply.of(250, "2.0.0", "ok 1700000000 qp 4711");

    /** Text as its UTF-8 octets, each a character. */
    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** The same path as sender and as recipient: nothing may be delivered to another mailbox than it names. */
    @Nested
    class Addresses {
        @ParameterizedTest(name = "T-ADR {0}: {1}")
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            88  | a@local.test                               | 501
            88  | a@local.test <a@local.test>                | 501
            89  | <a@local.test                              | 501
            89  | a@local.test>                              | 501
            89  | <<a@local.test>>                           | 501
            89  | <a@local.test>>                            | 501
            89  | <a@local.test><b@local.test>               | 501
            89  | "<a@local.test>"                           | 501
            92  | <a@evil.test@local.test>                   | 501
            92  | <"a"@evil.test@local.test>                 | 501
            92  | <a"@evil.test"@local.test>                 | 501
            92  | <"a@evil.test"@local.test>                 | 250
            92  | <"a>RCPT"@local.test>                      | 250
            92  | <"a"b"@local.test>                         | 501
            92  | <"a\\"@local.test>                         | 501
            92  | <"a\\\\"@local.test>                       | 250
            92  | <"a\\"b"@local.test>                       | 250
            93  | <a(comment)@local.test>                    | 501
            93  | <a@(c)local.test>                          | 501
            93  | <a@local.test(c)>                          | 501
            93  | <(c)a@local.test>                          | 501
            94  | <a%evil.test@local.test>                   | 250
            97  | <a@[]>                                     | 501
            97  | <a@[>                                      | 501
            97  | <a@]>                                      | 501
            97  | <a@[192.0.2.1>                             | 501
            97  | <a@[192.0.2.1]x>                           | 501
            97  | <a@x[192.0.2.1]>                           | 501
            97  | <a@[ 192.0.2.1]>                           | 501
            97  | <a@[192.0.2.1 ]>                           | 501
            97  | <a@[192.0.2]>                              | 501
            97  | <a@[192.0.2.256]>                          | 501
            97  | <a@[-1.0.2.1]>                             | 501
            97  | <a@[0x7f.1]>                               | 501
            97  | <a@[2130706433]>                           | 501
            97  | <a@[::1]>                                  | 501
            97  | <a@[IPv6:]>                                | 501
            97  | <a@[IPv6:zz]>                              | 501
            97  | <a@[IPv6:1::2::3]>                         | 501
            97  | <a@[IPv6:1:2:3:4:5:6:7:8:9]>               | 501
            97  | <a@[IPv6:12345::]>                         | 501
            97  | <a@[IPv6:fe80::1%lo]>                      | 501
            97  | <a@[IPv6:[::1]]>                           | 501
            97  | <a@[tag:x]>                                | 501
            97  | <a@[local.test]>                           | 501
            100 | <a@.local.test>                            | 501
            100 | <a@local..test>                            | 501
            100 | <a@local.test.>                            | 501
            100 | <.a@local.test>                            | 501
            100 | <a.@local.test>                            | 501
            100 | <a..b@local.test>                          | 501
            100 | <@local.test>                              | 501
            100 | <a@>                                       | 501
            100 | <@>                                        | 501
            100 | < >                                        | 501
            100 | < a@local.test>                            | 501
            100 | <a@local.test >                            | 501
            100 | <a @local.test>                            | 501
            100 | <a@ local.test>                            | 501
            100 | <a@local test>                             | 501
            100 | <""@local.test>                            | 501
            100 | <a@local.test,b@local.test>                | 501
            100 | <a@local.test;b>                           | 501
            100 | <a;b@local.test>                           | 501
            100 | <a:b@local.test>                           | 501
            106 | <:include:/etc/passwd@local.test>          | 501
            106 | <-f@local.test>                            | 250
            106 | <--help@local.test>                        | 250
            106 | `<|/bin/sh@local.test>`                    | 250
            106 | </etc/passwd@local.test>                   | 250
            158 | <a@../../tmp>                              | 501
            158 | <a@/tmp>                                   | 501
            158 | <a@a/b>                                    | 501
            158 | <a@..>                                     | 501
            158 | <a@.>                                      | 501
            """)
        void meanOneMailboxOrNone(String row, String path, String code) {
            Dialogue.ofRelayClient("").greeted().says("MAIL FROM:" + path).hears(code);
            Dialogue.ofRelayClient("").inMail().says("RCPT TO:" + path).hears(code);
        }

        /** Octets that cannot stand in a table. */
        @ParameterizedTest(name = "T-ADR 100, T-CHR 84: octet {0}")
        @ValueSource(ints = {1, 7, 8, 9, 11, 12, 27, 31, 32, 127, 128, 133, 159, 160, 255})
        void haveNoControlCharacterAnywhere(int octet) {
            String c = String.valueOf((char) octet);
            for (String path : List.of(
                    "<a" + c + "@local.test>",
                    "<" + c + "a@local.test>",
                    "<a@" + c + "local.test>",
                    "<a@local.test" + c + ">",
                    "<a@local" + c + ".test>",
                    "<a@[192.0.2.1" + c + "]>",
                    "<@x" + c + ":a@local.test>",
                    "<a@local.test>" + (c.equals(" ") ? "x" : c))) {
                Dialogue.ofRelayClient("").greeted().says("MAIL FROM:" + path).hears("5");
                Dialogue.ofRelayClient("").inMail().says("RCPT TO:" + path).hears("5");
            }
        }

        @ParameterizedTest(name = "T-ADR {0}: {1} is {2}")
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            90  | <@relay1.test,@relay2.test:user@local.test> | user@local.test
            90  | <@ext.test:user@local.test>                 | user@local.test
            92  | <"user"@local.test>                         | user@local.test
            92  | <"us\\er"@local.test>                       | user@local.test
            96  | <user@[192.0.2.1]>                          | user@[192.0.2.1]
            97  | <user@[IPv6:2001:DB8::1]>                   | user@[IPv6:2001:db8:0:0:0:0:0:1]
            97  | <user@[IPv6:::FFFF:192.0.2.1]>              | user@[192.0.2.1]
            98  | <user@192.0.2.1>                            | user@192.0.2.1
            102 | <PostMaster>                                | postmaster@mx.local.test
            109 | <UsEr@LOCAL.test>                           | UsEr@LOCAL.test
            110 | <user-ext-ext2@local.test>                  | user-ext-ext2@local.test
            """)
        void areQueuedAsWhatTheyMean(String row, String path, String meant) {
            Dialogue client = Dialogue.ofRelayClient("")
                    .inMail()
                    .says("RCPT TO:" + path)
                    .hears("250")
                    .says("DATA");
            assertThat(client.envelopes().getFirst().recipients())
                    .singleElement()
                    .hasToString(meant);
        }

        @ParameterizedTest(name = "T-ADR 101, M37: local part {0}, labels of {1}")
        @CsvSource({"64, 63, 250", "65, 63, 501", "64, 64, 501", "899, 63, 501"})
        void haveLengths(int local, int label, String code) {
            String path = "<" + "l".repeat(local) + "@" + "d".repeat(label) + ".test>";
            Dialogue.ofRelayClient("").greeted().says("MAIL FROM:" + path).hears(code);
            Dialogue.ofRelayClient("").inMail().says("RCPT TO:" + path).hears(code);
        }

        static List<String> absurd() {
            return List.of(
                    "@x,".repeat(20_000) + ":a@local.test",
                    "@".repeat(60_000),
                    "\"".repeat(60_000),
                    "\"" + "\\\"".repeat(30_000) + "\"@local.test",
                    "(".repeat(60_000),
                    "a!".repeat(30_000) + "user@local.test",
                    "a%".repeat(30_000) + "@local.test",
                    "a.".repeat(30_000) + "@local.test",
                    "a@" + "a.".repeat(30_000) + "test",
                    "a@[" + ":".repeat(60_000) + "]",
                    "a@[IPv6:" + "1:".repeat(30_000) + "]",
                    "<".repeat(60_000),
                    "a".repeat(60_000));
        }

        /** Nothing here takes more than a moment, and nothing more than its length. */
        @ParameterizedTest(name = "T-ADR 108, T-DOS 72: row {index}")
        @MethodSource("absurd")
        void takeTimeInProportionToTheirLength(String address) {
            assertTimeout(Duration.ofSeconds(2), () -> {
                Dialogue.ofStranger()
                        .greeted()
                        .says("MAIL FROM:<" + address + ">")
                        .hears("501");
                Dialogue.ofStranger().inMail().says("RCPT TO:<" + address + ">").hears("501");
            });
        }
    }

    @Nested
    class CommandLines {
        @ParameterizedTest(name = "T-CHR 86, M3: {0}")
        @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            mail from:<a@ext.test>             | 250
            MaIl  FrOm:<a@ext.test>            | 250
            MAIL FROM: <a@ext.test>            | 250
            `MAIL FROM:<a@ext.test> `          | 250
            `MAIL FROM:<a@ext.test>  SIZE=1 `  | 250
            MAIL FROM:  <a@ext.test>           | 501
            MAIL FROM :<a@ext.test>            | 501
            MAIL  <a@ext.test>                 | 501
            MAILFROM:<a@ext.test>              | 502
            """)
        void haveSpacesWhereTheyMay(String line, String code) {
            Dialogue.ofStranger().greeted().says(line).hears(code);
        }

        @ParameterizedTest(name = "T-CHR 86: {0}")
        @ValueSource(
                strings = {
                    "MAIL\tFROM:<a@ext.test>",
                    "MAIL FROM:\t<a@ext.test>",
                    "MAIL FROM:<a@ext.test>\t",
                    "MAIL FROM:<a@ext.test> \t",
                    "MAIL FROM:<a@ext.test>\tSIZE=1",
                    "MAIL FROM:<a@ext.test> \tSIZE=1",
                    "MAIL FROM:<a@ext.test> SIZE=1\t",
                    "MAIL FROM:<a@ext.test> SIZE=1\tBODY=7BIT",
                    "MAIL FROM:<a@ext.test> \u001cSIZE=1"
                })
        void haveNoTabs(String line) {
            Dialogue.ofStranger().greeted().says(line).hears("5");
        }

        /** Letters of other scripts that some notion of case takes for those of ASCII. */
        @ParameterizedTest(name = "T-CHR 82: {0}")
        @CsvSource(delimiter = '|', textBlock = """
            MAIL | \u017fIZE=1
            MAIL | BODY=8b\u0131tm\u0131me
            MAIL | \u017fMTPUTF8
            MAIL | RET=FU\u00dfL
            MAIL | AUTH=\u00e9
            MAIL | ENVID=\u00e9
            RCPT | NOTIFY=\u017fUCCESS
            RCPT | NOTIFY=SUCCE\u00df
            RCPT | ORCPT=rfc822;\u00e9@x.test
            """)
        void haveKeywordsInAscii(String verb, String parameter) {
            Dialogue client = Dialogue.ofStranger().greeted();
            if (verb.equals("MAIL")) {
                client.says("MAIL FROM:<a@ext.test> " + utf8(parameter)).hears("5");
            } else {
                client.says("MAIL FROM:<a@ext.test> SMTPUTF8")
                        .hears("250")
                        .says("RCPT TO:<user@local.test> " + utf8(parameter))
                        .hears("5");
            }
        }

        /** Browsers and others can be led to our port with a body of somebody's choice. */
        @ParameterizedTest(name = "T-TLS 36: {0}")
        @ValueSource(
                strings = {
                    "GET / HTTP/1.1",
                    "post /x HTTP/1.0",
                    "PATCH / HTTP/1.1",
                    "DELETE /x HTTP/1.1",
                    "TRACE / HTTP/1.1",
                    "PROPFIND / HTTP/1.1",
                    "PRI * HTTP/2.0",
                    "INVITE sip:x@local.test SIP/2.0",
                    "OPTIONS * RTSP/1.0",
                    "CONNECT local.test:25 HTTP/1.1"
                })
        void ofOtherProtocolsEndTheSession(String line) {
            Dialogue.ofStranger().says(line).hears("554 5.5.1").isClosed();
            Dialogue.ofStranger().inRecipients().says(line).hears("554 5.5.1").isClosed();
        }

        @ParameterizedTest(name = "M8: EHLO {0}")
        @ValueSource(strings = {"", "x y z", "[256.1.1.1]", "..", "-", "a@b", "<script>", "\u00ff"})
        void withAnOddNameGreetAllTheSame(String name) {
            Dialogue.ofStranger()
                    .says(("EHLO " + name).strip())
                    .hears("250-")
                    .says("MAIL FROM:<a@ext.test>")
                    .hears("250");
        }
    }

    /** Every reply to every line is one: that none can be taken for two, and that its codes agree. */
    @Nested
    class ReplyLines {
        private static final Pattern LINE = Pattern.compile("([2345][0-9]{2})[- ][\\x20-\\x7e]*");
        private static final Pattern STATUS =
                Pattern.compile("([245])[0-9]{2}[- ]([245])\\.[0-9]{1,3}\\.[0-9]{1,3} .*");

        static List<String> lines() {
            return List.of(
                    "",
                    "WHAT",
                    "NOOP \u001b]0;x\u0007",
                    "EXPN list",
                    "VRFY user",
                    "VRFY user SMTPUTF8",
                    "HELP \u00e9",
                    "RSET",
                    "RSET x",
                    "DATA",
                    "DATA x",
                    "BDAT 1",
                    "STARTTLS",
                    "STARTTLS x",
                    "AUTH PLAIN",
                    "AUTH",
                    "XCLIENT ADDR=192.0.2.1",
                    "MAIL FROM:<a@b" + "c".repeat(900) + ">",
                    "MAIL FROM:<a@ext.test> X=\u001b[2J",
                    "MAIL FROM:<a@ext.test> SIZE=99999",
                    "MAIL FROM:<a@ext.test>",
                    "RCPT TO:<\u001b@x>",
                    "RCPT TO:<a@ext.test>",
                    "RCPT TO:<a@local.test>",
                    "QUIT x",
                    "QUIT",
                    "GET / HTTP/1.1");
        }

        @ParameterizedTest(name = "M23, M38, M68, M69: {0}")
        @MethodSource("lines")
        void areWellFormed(String line) {
            for (Dialogue client : List.of(
                    Dialogue.ofStranger(),
                    Dialogue.ofStranger().inMail(),
                    Dialogue.ofStranger().inRecipients())) {
                client.says(line);
                String heard = client.heard();
                if (heard.isEmpty()) {
                    // a chunk is awaited
                    continue;
                }
                assertThat(heard).endsWith("\r\n");
                List<String> said =
                        List.of(heard.substring(0, heard.length() - 2).split("\r\n", -1));
                assertThat(said).allSatisfy(one -> {
                    assertThat(one).matches(LINE).hasSizeLessThanOrEqualTo(510).startsWith(heard.substring(0, 3));
                    assertThat(one.charAt(3)).isEqualTo(one.equals(said.getLast()) ? ' ' : '-');
                    if (!one.startsWith("3")) {
                        assertThat(one).matches(STATUS);
                        assertThat(one.charAt(4)).isEqualTo(one.charAt(0));
                    }
                });
            }
        }

        @Test
        void showNothingOfWhatWasTyped() {
            for (String line : lines()) {
                String heard = Dialogue.ofStranger().inMail().says(line).heard();
                assertThat(heard).doesNotContain("\u001b", "\u0007", "ext.test", "ccc");
            }
        }
    }

    @Nested
    class Reports {
        @ParameterizedTest(name = "T-DSN {0}: {1}")
        @CsvSource(delimiter = '|', textBlock = """
            218 | RCPT | NOTIFY=NEVER,SUCCESS
            218 | RCPT | NOTIFY=SUCCESS,NEVER
            218 | RCPT | NOTIFY=NEVER,NEVER
            218 | RCPT | NOTIFY=SUCCESS,SUCCESS
            218 | RCPT | NOTIFY=,
            218 | RCPT | NOTIFY=SUCCESS,
            218 | RCPT | NOTIFY=SUCCESS;FAILURE
            220 | MAIL | ENVID=a+0D+0Ab
            220 | MAIL | ENVID=a+0Ab
            220 | MAIL | ENVID=a+00
            220 | MAIL | ENVID=+7F
            220 | MAIL | ENVID=+80
            220 | MAIL | ENVID=+
            220 | MAIL | ENVID=+2
            220 | MAIL | ENVID=+GG
            220 | MAIL | ENVID=a+0d
            220 | MAIL | RET=FULL,HDRS
            220 | RCPT | ORCPT=rfc822;a+0D+0ABcc:+20x@x.test
            220 | RCPT | ORCPT=rfc822;a+00@x.test
            220 | RCPT | ORCPT=;a@x.test
            220 | RCPT | ORCPT=rfc822;
            220 | RCPT | ORCPT=utf-8;a\\x{A}b@x.test
            220 | RCPT | ORCPT=utf-8;a\\x{0A}b@x.test
            220 | RCPT | ORCPT=utf-8;a\\x{D}b@x.test
            220 | RCPT | ORCPT=utf-8;a\\x{D800}b@x.test
            220 | RCPT | ORCPT=utf-8;a\\x{85}b@x.test
            220 | RCPT | ORCPT=utf-8;a\\x{110000}b@x.test
            220 | RCPT | ORCPT=utf-8;a\\x{2028
            """)
        void areAskedForInTheirFormOnly(String row, String verb, String parameter) {
            Dialogue client = Dialogue.ofStranger().greeted();
            if (verb.equals("RCPT")) {
                client.says("MAIL FROM:<a@ext.test>").hears("250");
            }
            String path = verb.equals("RCPT") ? "RCPT TO:<user@local.test> " : "MAIL FROM:<a@ext.test> ";
            client.says(path + parameter).hears("501 5.5.4").isOpen();
        }
    }

    @Nested
    class Logins {
        private static final Tls TLS = new Tls.Active("TLSv1.3", "TLS_AES_256_GCM_SHA384");

        @ParameterizedTest(name = "T-AUT 194: AUTH={0}")
        @CsvSource({"<>, 250", "x+3Dy, 250", "root@local.test, 250", "'', 501", "a+0A, 501", "<x>, 250", "a=b, 501"})
        void thatOthersVouchForCountForNothing(String value, String code) {
            Dialogue client =
                    Dialogue.ofUser(TLS, new Authentication.Offered(false)).greeted();
            client.says("MAIL FROM:<root@local.test> AUTH=" + value).hears(code.equals("250") ? "530" : code);
            Dialogue.ofStranger()
                    .greeted()
                    .says("MAIL FROM:<root@local.test> AUTH=" + value)
                    .hears(code);
        }

        @ParameterizedTest(name = "T-AUT 190, 193: {0}")
        @CsvSource(delimiter = '|', textBlock = """
            AUTH                    | 501
            AUTH PLAIN = =          | 501
            AUTH  PLAIN  =          | 501
            AUTH=PLAIN              | 502
            AUTH plain\tx           | 504
            AUTH PLAINx             | 504
            AUTH CRAM-MD5           | 504
            AUTH EXTERNAL =         | 504
            AUTH ANONYMOUS          | 504
            AUTH GSSAPI             | 504
            AUTH SCRAM-SHA-256-PLUS | 504
            """)
        void haveTheirForm(String line, String code) {
            Dialogue.ofUser(TLS, new Authentication.Offered(false))
                    .greeted()
                    .says(line)
                    .hears(code)
                    .says("MAIL FROM:<a@local.test>")
                    .hears("530");
        }

        @Test
        void doNotOutliveAHandshakeNorBeginWithOne() {
            // T-TLS 30, T-AUT 186
            Dialogue client = Dialogue.ofUser(Tls.OFFERED, new Authentication.Offered(false));
            assertThat(client.greeted().heard()).doesNotContain("AUTH");
            client.says("AUTH PLAIN AGFkYQBzZWNyZXQ=").hears("538 5.7.11");
            client.says("STARTTLS").hears("220").says("AUTH PLAIN").hears("503 5.5.1 EHLO first");
            client.says("MAIL FROM:<ada@local.test>").hears("530");
        }
    }

    @Nested
    class Chunks {
        @Test
        void areCountedInsteadOfInterpreted() {
            // T-BDA 212, 213, T-PIP 44
            Dialogue.ofStranger()
                    .says("BDAT 6 LAST")
                    .hears("503")
                    .says("MAIL FROM:<a@ext.test>")
                    .says("BDAT 6")
                    .hears("503")
                    .says("RCPT TO:<a@local.test>")
                    .hears("250")
                    .says("BDAT 6")
                    .sendsChunk(SmtpReply.of(250, "2.0.0", "ok 6 octets"))
                    .says("DATA")
                    .hears("503")
                    .says("MAIL FROM:<b@ext.test>")
                    .hears("503")
                    .says("RSET")
                    .hears("250")
                    .says("BDAT 0 LAST")
                    .hears("503");
        }

        /** T-TLS 34: what was said in clear is forgotten, the chunks too. */
        @Test
        void areForgottenInAHandshake() {
            Dialogue.ofStranger(Tls.OFFERED)
                    .inRecipients()
                    .says("BDAT 6")
                    .sendsChunk(SmtpReply.of(250, "2.0.0", "ok 6 octets"))
                    .says("STARTTLS")
                    .hears("220")
                    .says("BDAT 0 LAST")
                    .hears("503 5.5.1 MAIL first");
        }
    }

    @Nested
    class Harvesting {
        /** T-ENU 205: what is guessed is answered ever more slowly, and then not at all. */
        @Test
        void hasAnEnd() {
            Dialogue client = Dialogue.ofStranger().inMail();
            Duration waited = Duration.ZERO;
            int guesses = 0;
            while (!client.heard().startsWith("421")) {
                State before = client.state();
                client.says("RCPT TO:<guess" + guesses++ + "@ext.test>");
                waited = waited.plus(client.state().pauseSince(before));
            }
            assertThat(guesses).isEqualTo(Limits.ERRORS);
            assertThat(waited).isBetween(Duration.ofSeconds(60), Duration.ofMinutes(2));
            client.isClosed();
        }

        /** T-LIM 54, T-DOS 67: nor does asking again and again go on for ever. */
        @Test
        void hasAnEndWhereEverythingIsDeferred() {
            Dialogue.ofStranger()
                    .inMail()
                    .says("RCPT TO:<later@local.test>", Limits.DEFERRALS - 1)
                    .hears("450 4.2.1")
                    .says("RCPT TO:<a@local.test>")
                    .hears("250")
                    .says("RCPT TO:<later@local.test>")
                    .hears("421 4.7.0 too many errors")
                    .isClosed();
        }

        @ParameterizedTest(name = "T-ENU 204, M21: {0}")
        @CsvSource({"EXPN list, 502", "VRFY user, 252", "VRFY <user@local.test>, 252", "VRFY nobody, 252"})
        void learnsNothingFromOtherCommands(String line, String code) {
            Dialogue.ofStranger().greeted().says(line).hears(code);
        }
    }

    /** T-LIM 54, M40: with the three recipients that this server takes at once. */
    @Test
    void recipientsInExcessDoNotSpoilTheOthers() {
        Dialogue client = Dialogue.ofStranger()
                .inMail()
                .says("RCPT TO:<a@local.test>")
                .says("RCPT TO:<nobody@ext.test>")
                .hears("553")
                .says("RCPT TO:<b@local.test>")
                .says("RCPT TO:<a@local.test>")
                .hears("250")
                .says("RCPT TO:<c@local.test>")
                .hears("452 4.5.3")
                .says("DATA")
                .hears("354")
                .sendsContent(QUEUED)
                .hears("250");
        // T-LIM 56: a recipient named twice gets two copies, as from qmail
        assertThat(client.envelopes().getFirst().recipients())
                .extracting(Object::toString)
                .containsExactly("a@local.test", "b@local.test", "a@local.test");
    }
}
