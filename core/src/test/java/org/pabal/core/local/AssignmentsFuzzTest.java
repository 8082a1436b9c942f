package org.pabal.core.local;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.pabal.core.Fuzz;
import org.pabal.core.local.UserAssignments.Assignment;

/** Assignments: every home is below ours, and every address finds one user in any case. */
class AssignmentsFuzzTest {
    private static final Path BELOW = Path.of("/pabal/home");

    static Stream<byte[]> seeds() {
        return Fuzz.seeds(
                "=ada:ada:0:0:users/ada:::\n+ada-:ada:0:0:users/ada:-::\n.\n",
                "+:all:1:2:users/x/../y:-:e:\n.",
                "+:all:1:2:users/x/./y:-:e:\n.",
                "=a:b:1:1:/etc:::\n.\n",
                "=a:b\n.");
    }

    @MethodSource("seeds")
    @FuzzTest
    void haveHomesBelowOurs(byte[] input) {
        UserAssignments assignments;
        try {
            assignments = UserAssignments.require(new String(input, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            Fuzz.holds(Fuzz.isOneLine(String.valueOf(e.getMessage())), "a sentence of one line");
            return;
        }
        for (Path home : assignments.homes()) {
            Path real = BELOW.resolve(home).normalize();
            Fuzz.holds(real.startsWith(BELOW) && !real.equals(BELOW), "a home below ours");
        }
        // what is left of an address after a prefix keeps its case
        Fuzz.same(
                assignments.find("ada").map(Assignment::home),
                assignments.find("ADA").map(Assignment::home));
        assignments.find("ada-list").ifPresent(found -> {
            Fuzz.holds(assignments.homes().contains(found.home()), "a home of the list");
            Fuzz.holds(found.extension().indexOf('/') < 0 && found.dash().indexOf('/') < 0, "a name without a slash");
        });
    }
}
