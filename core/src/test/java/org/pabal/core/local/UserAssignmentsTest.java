package org.pabal.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.local.UserAssignments.Assignment;

class UserAssignmentsTest {
    private static final UserAssignments SOME = UserAssignments.require("""
            =ada:ada:0:0:users/ada:::
            +ada-:ada:0:0:users/ada:-::
            =ada-news:carol:1000:1000:users/carol:-:news:
            +ada-list-:dave:1:2:users/dave/:-:lists-:trailing text
            =ADA:nobody:0:0:users/nobody:::
            +Foo:foo:0:0:./users//foo:-:x:
            . the rest is ignored
            =late:late:0:0:users/late:::
            """);

    @ParameterizedTest
    @CsvSource({
        "ada,           ada,   users/ada,   '',  ''",
        "Ada,           ada,   users/ada,   '',  ''",
        "ada-,          ada,   users/ada,   -,   ''",
        "ada-x,         ada,   users/ada,   -,   x",
        "ADA-SubScribe, ada,   users/ada,   -,   SubScribe",
        "ada-x-y,       ada,   users/ada,   -,   x-y",
        "ada-news,      carol, users/carol, -,   news",
        "ada-news-,     ada,   users/ada,   -,   news-",
        "ada-list,      ada,   users/ada,   -,   list",
        "ada-list-,     dave,  users/dave,  -,   lists-",
        "ada-list-Owner,dave,  users/dave,  -,   lists-Owner",
        "foo,           foo,   users/foo,   -,   x",
        "FOObar,        foo,   users/foo,   -,   xbar",
        "ada-../../x,   ada,   users/ada,   -,   ../../x",
    })
    void mostSpecificLineWins(String local, String user, Path home, String dash, String extension) {
        assertThat(SOME.find(local)).contains(new Assignment(user, home, dash, extension));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ad", "adax", "bob", "late", "fo", "news"})
    void othersBelongToNobody(String local) {
        assertThat(SOME.find(local)).isEmpty();
    }

    @Test
    void emptyPrefixStandsForEverybody() {
        UserAssignments all = UserAssignments.require("+:alias:7790:2108:alias:-::\n=ada:ada:0:0:a:::\n.\n");

        assertThat(all.find("Whoever")).contains(new Assignment("alias", Path.of("alias"), "-", "Whoever"));
        assertThat(all.find("")).contains(new Assignment("alias", Path.of("alias"), "-", ""));
        assertThat(all.find("ada")).contains(new Assignment("ada", Path.of("a"), "", ""));
    }

    @Test
    void onlyAsciiLettersHaveCase() {
        UserAssignments assignments = UserAssignments.require("=kim:kim:0:0:users/kim:::\n.\n");

        // KELVIN SIGN becomes k in Unicode's lower case
        assertThat(assignments.find("\u212Aim")).isEmpty();
        assertThat(assignments.find("KIM")).isPresent();
    }

    @Test
    void noAssignmentsFindNobody() {
        assertThat(UserAssignments.NONE.find("ada")).isEmpty();
        assertThat(UserAssignments.NONE.homes()).isEmpty();
    }

    @Test
    void homesAreListedOnceInOrder() {
        assertThat(SOME.homes())
                .containsExactly(
                        Path.of("users/ada"),
                        Path.of("users/carol"),
                        Path.of("users/dave"),
                        Path.of("users/nobody"),
                        Path.of("users/foo"));
    }

    @Test
    void lastLineNeedsNoLineFeed() {
        assertThat(UserAssignments.require("=ada:ada:0:0:users/ada:::\n.").find("ada"))
                .isPresent();
    }

    @Test
    void lineEndsOfOtherSystemsDoNoHarm() {
        assertThat(UserAssignments.require("=ada:ada:0:0:users/ada:::\r\n.\r\n").find("ada"))
                .contains(new Assignment("ada", Path.of("users/ada"), "", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "=ada:ada:0:0:users/ada:::",
                "=ada:ada:0:0:users/ada:::\n",
                "=ada:ada:0:0:users/ada:::\n\n.\n"
            })
    void everyTextMustEndWithADot(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> UserAssignments.require(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ada:ada:0:0:users/ada:::            | begins with '='",
                "#comment                            | begins with '='",
                "''                                  | begins with '='",
                "=ada                                | needs 7 fields",
                "=ada:ada:0:0:users/ada:             | needs 7 fields",
                "=ada:ada:0:0:users/ada::            | needs 7 fields",
                "=ada:ada:x:0:users/ada:::           | uid must be a number",
                "=ada:ada::0:users/ada:::            | uid must be a number",
                "=ada:ada:0:-1:users/ada:::          | gid must be a number",
                "=ada:ada:0:99999999999:users/ada::: | gid must be a number",
                "=ada::0:0:users/ada:::              | user is empty",
                "=:ada:0:0:users/ada:::              | local part is empty",
                "=ada:ada:0:0:/home/ada:::           | relative and below pabal.home",
                "=ada:ada:0:0::::                    | relative and below pabal.home",
                "=ada:ada:0:0:.:::                   | relative and below pabal.home",
                "=ada:ada:0:0:../ada:::              | must not have '..'",
                "=ada:ada:0:0:users/../../ada:::     | must not have '..'",
                "=ada:ada:0:0:users/x/../ada:::      | must not have '..'",
                "+ada-:ada:0:0:users/ada:-/::        | dash must not have a '/'",
                "=ada:ada:0:0:users/ada:-:../x:      | extension must not have a '/'",
                "=ada:a\u0007da:0:0:users/ada:::     | control character",
            })
    void badLineIsNamedAndQuoted(String line, String complaint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UserAssignments.require("=bob:bob:0:0:users/bob:::\n" + line + "\n.\n"))
                .withMessageContaining("line 2 of the assignments, \"" + line.replace('\u0007', '?') + "\"")
                .withMessageContaining(complaint);
    }

    @Test
    void missingDotIsSaid() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UserAssignments.require("=bob:bob:0:0:users/bob:::\n"))
                .withMessageContaining("after line 1")
                .withMessageContaining("single '.'");
    }

    @Property(tries = 300)
    void longestPrefixIsFoundWhateverTheOrder(@ForAll("names") List<String> prefixes, @ForAll("name") String local) {
        String text =
                prefixes.stream().map(p -> "+" + p + ":u" + p + ":0:0:h:-::\n").collect(Collectors.joining()) + ".\n";

        Optional<String> expected =
                prefixes.stream().filter(local::startsWith).max((a, b) -> Integer.compare(a.length(), b.length()));

        Optional<Assignment> found = UserAssignments.require(text).find(local);
        assertThat(found.map(Assignment::user)).isEqualTo(expected.map(p -> "u" + p));
        assertThat(found.map(Assignment::extension)).isEqualTo(expected.map(p -> local.substring(p.length())));
    }

    @Provide
    Arbitrary<String> name() {
        return Arbitraries.strings().withChars("ab-").ofMaxLength(8);
    }

    @Provide
    Arbitrary<List<String>> names() {
        return name().list().ofMaxSize(6);
    }
}
