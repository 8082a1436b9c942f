package org.pabal.core.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.address.PathParser.Parsed;

class PathParserTest {
    private static final Domain HOST = new DomainName("mx.local.test");

    private static Parsed<ForwardPath> to(String path) {
        return PathParser.forwardPath("TO:" + path);
    }

    private static EmailAddress recipient(String path) {
        assertThat(to(path)).isInstanceOf(Parsed.Path.class);
        return ((Parsed.Path<ForwardPath>) to(path)).path().addressAt(HOST);
    }

    private static void assertMalformed(String path, PathProblem problem) {
        assertThat(to(path)).isEqualTo(new Parsed.Malformed<>(problem));
    }

    @Nested
    class AroundTheAddress {
        @ParameterizedTest
        @ValueSource(strings = {"FROM:<a@x.test>", "from:<a@x.test>", "From: <a@x.test>"})
        void keywordKnowsNoCaseAndMayHaveOneSpace(String argument) {
            assertThat(PathParser.reversePath(argument))
                    .isEqualTo(new Parsed.Path<>(ReversePath.require("a@x.test"), ""));
        }

        @ParameterizedTest
        @CsvSource({
            "<a@x.test>, KEYWORD_MISSING",
            "FROM <a@x.test>, KEYWORD_MISSING",
            "FROM :<a@x.test>, KEYWORD_MISSING",
            "TO:<a@x.test>, KEYWORD_MISSING",
            "'', KEYWORD_MISSING",
            "FROM:, BRACKETS_MISSING",
            "FROM:a@x.test, BRACKETS_MISSING",
            "FROM:a@x.test>, BRACKETS_MISSING",
            "FROM:  <a@x.test>, BRACKETS_MISSING",
            "FROM:junk<a@x.test>, BRACKETS_MISSING",
            "FROM:<a@x.test, NOT_CLOSED",
            "FROM:<a, NOT_CLOSED",
            "FROM:<, NOT_CLOSED",
            "FROM:<\"a, NOT_CLOSED",
            "FROM:<a@x.test>SIZE=1, JUNK_AFTER_PATH",
            "FROM:<a@x.test>>, JUNK_AFTER_PATH",
        })
        void anythingElseIsAnError(String argument, PathProblem problem) {
            assertThat(PathParser.reversePath(argument)).isEqualTo(new Parsed.Malformed<>(problem));
        }

        @Test
        void whatFollowsThePathIsParameters() {
            assertThat(PathParser.reversePath("FROM:<> SIZE=10  BODY=7BIT "))
                    .isEqualTo(new Parsed.Path<>(ReversePath.NULL, "SIZE=10  BODY=7BIT"));
        }

        @Test
        void nullPathIsForSendersOnly() {
            assertMalformed("<>", PathProblem.NULL_RECIPIENT);
        }

        @ParameterizedTest
        @ValueSource(strings = {"<postmaster>", "<Postmaster>", "<POSTMASTER>", "<\"postmaster\">"})
        void postmasterNeedsNoDomain(String path) {
            assertThat(recipient(path)).hasToString("postmaster@mx.local.test");
        }

        @Test
        void everyoneElseDoes() {
            assertMalformed("<spam>", PathProblem.DOMAIN_MISSING);
            assertMalformed("<\"user@ext.test\">", PathProblem.DOMAIN_MISSING);
            assertMalformed("<local.test!ext.test!user>", PathProblem.DOMAIN_MISSING);
            assertThat(PathParser.reversePath("FROM:<postmaster>"))
                    .isEqualTo(new Parsed.Malformed<>(PathProblem.DOMAIN_MISSING));
        }
    }

    @Nested
    class LocalParts {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "a%evil.test",
                    "ext.test!user",
                    "-f",
                    "--help",
                    "|/bin/sh",
                    "/etc/passwd",
                    "user-ext",
                    "user+tag",
                    "a.b.c",
                    "!#$%&'*+-/=?^_`{|}~",
                    "A1"
                })
        void dotStringsAreTakenLiterally(String local) {
            assertThat(recipient("<" + local + "@local.test>"))
                    .isEqualTo(new EmailAddress(new LocalPart(local), new DomainName("local.test")));
        }

        @ParameterizedTest
        @CsvSource(
                quoteCharacter = '`',
                value = {
                    "\"a@evil.test\"@local.test | a@evil.test",
                    "\"a b\"@local.test         | a b",
                    "\"a\\\"b\\\\c\"@local.test | a\"b\\c",
                    "\"\\a>\"@local.test        | a>",
                    "\"user%ext.test\"@local.test | user%ext.test",
                },
                delimiter = '|')
        void quotedStringsLoseTheirQuoting(String path, String local) {
            assertThat(recipient("<" + path + ">"))
                    .isEqualTo(new EmailAddress(new LocalPart(local), new DomainName("local.test")));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<<a@local.test>>",
                    "<a(comment)@local.test>",
                    "<.a@local.test>",
                    "<a.@local.test>",
                    "<a..b@local.test>",
                    "< >",
                    "< @x>",
                    "<a b@local.test>",
                    "<:include:/etc/passwd@local.test>",
                    "<\"\"@local.test>",
                    "<\"a\"b@local.test>",
                    "<a\"b\"@local.test>",
                    "<\"a\".b@local.test>",
                    "<a\tb@local.test>",
                    "<\"a\tb\"@local.test>",
                    "<a\\@b@local.test>",
                    "<a,b@local.test>",
                })
        void whatIsNoLocalPartIsRefused(String path) {
            assertMalformed(path, PathProblem.LOCAL_PART);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<a\u007f@local.test>",
                    "<\"\u007f\"@local.test>",
                    "<a\u0085@local.test>",
                    "<a@b\u009f.test>",
                    "<\ud83d@local.test>"
                })
        void controlCharactersAreRefused(String path) {
            assertMalformed(path, PathProblem.CONTROL);
        }

        @Test
        void mayBeBeyondAscii() {
            assertThat(recipient("<\ud55c\uae00.\ud83d\ude00@local.test>").toSmtp())
                    .isEqualTo("\ud55c\uae00.\ud83d\ude00@local.test");
            assertThat(recipient("<\"\u00e9 x\"@local.test>").local().text()).isEqualTo("\u00e9 x");
        }

        @Test
        void areCountedInOctets() {
            assertThat(recipient("<" + "\u00e9".repeat(32) + "@x>").local().text())
                    .hasSize(32);
            assertMalformed("<" + "\u00e9".repeat(32) + "a@x>", PathProblem.LOCAL_PART_TOO_LONG);
        }
    }

    @Nested
    class Domains {
        @ParameterizedTest
        @ValueSource(
                strings = {"local.test", "LOCAL.test", "a", "127.1", "192.0.2.1", "xn--bcher-kva.test", "a_b.test"})
        void namesAreKeptAsTheyAre(String domain) {
            assertThat(recipient("<a@" + domain + ">").domain()).hasToString(domain);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<a@evil.test@local.test>",
                    "<user@ext.test@[192.0.2.1]>",
                    "<a@.local.test>",
                    "<a@local..test>",
                    "<a@>",
                    "<a@(c)local.test>",
                    "<user@ext.test.>",
                    "<user@ext.test >",
                    "<a@../../tmp>",
                    "<a@b\u0000c>",
                })
        void whatIsNoNameIsRefused(String path) {
            assertMalformed(path, PathProblem.DOMAIN);
        }

        @ParameterizedTest
        @CsvSource({
            "[192.0.2.1], [192.0.2.1]",
            "[127.0.0.1], [127.0.0.1]",
            "[IPv6:2001:db8::1], [IPv6:2001:db8:0:0:0:0:0:1]",
            "[ipv6:2001:DB8::1], [IPv6:2001:db8:0:0:0:0:0:1]",
            "[IPv6:::1], [IPv6:0:0:0:0:0:0:0:1]",
            "[IPv6:::ffff:192.0.2.1], [192.0.2.1]",
        })
        void literalsAreNormalised(String literal, String normal) {
            assertThat(recipient("<a@" + literal + ">").domain()).hasToString(normal);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "[256.1.1.1]",
                    "[1.2.3]",
                    "[0x7f.1]",
                    "[1.2.3.4.5]",
                    "[1.2.3.]",
                    "[]",
                    "[IPv6:]",
                    "[IPv6:zz]",
                    "[IPv6:1.2.3.4]",
                    "[IPv6:.:1]",
                    "[IPv6::::]",
                    "[::1]",
                    "[1.2.3.4",
                    "[IPv6:fe80::1%lo]",
                    "[0001.2.3.4]",
                    "[x-general:y]"
                })
        void malformedLiteralsAreRefused(String literal) {
            assertMalformed("<a@" + literal + ">", PathProblem.LITERAL);
        }
    }

    @Nested
    class SourceRoutes {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<@relay1.test:user@ext.test>",
                    "<@relay1.test,@relay2.test:user@ext.test>",
                    "<@[192.0.2.1]:user@ext.test>",
                })
        void areDropped(String path) {
            assertThat(recipient(path)).hasToString("user@ext.test");
        }

        @ParameterizedTest
        @ValueSource(strings = {"<@local.test>", "<@a.test,b.test:u@x>", "<@a.test,:u@x>", "<@a.test;u@x>"})
        void mustBeWellFormed(String path) {
            assertMalformed(path, PathProblem.SOURCE_ROUTE);
        }

        @Test
        void needAnAddressBehindThem() {
            assertMalformed("<@a.test:>", PathProblem.LOCAL_PART);
            assertMalformed("<@:u@x>", PathProblem.DOMAIN);
        }

        @Test
        void mayBeAbsurdlyLong() {
            assertMalformed("<" + "@x,".repeat(10_000) + "@x:u@y>", PathProblem.PATH_TOO_LONG);
        }
    }

    @Nested
    class Lengths {
        static Stream<Arguments> sizes() {
            String label = "d".repeat(63);
            String longName = (label + ".").repeat(4).substring(0, 255);
            return Stream.of(
                    Arguments.of("<" + "l".repeat(64) + "@x.test>", true),
                    Arguments.of("<" + "l".repeat(65) + "@x.test>", false),
                    Arguments.of("<\"" + "l".repeat(62) + "\"@x.test>", true),
                    Arguments.of("<\"" + "l".repeat(63) + "\"@x.test>", false),
                    Arguments.of("<a@" + label + ".test>", true),
                    Arguments.of("<a@d" + label + ".test>", false),
                    // <, a, @ and > leave 252 of the 256 octets
                    Arguments.of("<a@" + longName.substring(0, 251) + "d>", true),
                    Arguments.of("<a@" + longName.substring(0, 251) + "dd>", false),
                    Arguments.of("<a@" + longName + "d>", false),
                    Arguments.of("<" + "l".repeat(900) + "@x.test>", false),
                    Arguments.of("<\"" + "\"".repeat(500) + ">", false));
        }

        @ParameterizedTest
        @MethodSource("sizes")
        void areLimitedAsTheRfcAllows(String path, boolean accepted) {
            assertThat(to(path) instanceof Parsed.Path).isEqualTo(accepted);
        }
    }
}
