package org.pabal.core.access;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.pabal.core.Fuzz;

/** Constant databases of others: a damaged one is refused with a sentence, and never read beyond its end. */
class CdbFuzzTest {
    private static final int TOO_MANY = 100_000;

    static Stream<byte[]> seeds() {
        byte[] one = new CdbWriter()
                .add(Fuzz.octets("127.0.0.1"), Fuzz.octets("+A=b\0"))
                .toBytes();
        byte[] two = new CdbWriter()
                .add(Fuzz.octets(""), Fuzz.octets("D\0"))
                .add(Fuzz.octets("k"), new byte[0])
                .toBytes();
        return Stream.of(new byte[0], new byte[Cdb.HEADER], one, two);
    }

    @MethodSource("seeds")
    @FuzzTest
    void areReadOrRefused(byte[] octets) {
        // the tables that a small input cannot reach come to lie in front of it
        byte[] file = octets.length < Cdb.HEADER ? Arrays.copyOf(octets, Cdb.HEADER + octets.length) : octets;
        try {
            Cdb cdb = Cdb.require(file);
            int[] records = {0};
            cdb.forEach((key, data) -> {
                records[0]++;
                Fuzz.holds(key.length + data.length <= file.length, "a record from within the file");
            });
            Fuzz.holds(records[0] < TOO_MANY, "no more records than fit");
            cdb.find(Fuzz.octets("127.0.0.1"));
            cdb.find(octets);
            AccessRules.of(cdb).lookup("127.0.0.1", java.util.Optional.empty(), java.util.Optional.empty());
        } catch (IllegalArgumentException e) {
            Fuzz.holds(String.valueOf(e.getMessage()).contains("cdb"), "a sentence about the file");
        }
    }
}
