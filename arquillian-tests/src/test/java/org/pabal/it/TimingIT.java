package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Whether the time that an answer takes tells a stranger what the answer does not (T-AUT 196, T-ENU 206). Both kinds of questions come
 * in random order from one thread; what they took is compared by rank (Mann and Whitney).
 *
 * <p>Only with {@code -Dpabal.test.timing=2000}, the number of samples of each kind.
 */
@EnabledIfSystemProperty(named = "pabal.test.timing", matches = "[0-9]+")
@Isolated
class TimingIT {
    private static final int SAMPLES = Integer.getInteger("pabal.test.timing", 0);
    private static final int WARM_UP = 200;
    /** below this chance the difference would be none of chance */
    private static final double SIGNIFICANT = 0.01;
    /** failures of one account, and of one address, that its budget allows */
    private static final int OF_ACCOUNT = 80;

    private static final int OF_ADDRESS = 15;
    /** more errors in one session would wait for their answers */
    private static final int OF_SESSION = 5;

    private static Pabal pabal;

    @BeforeAll
    static void start() throws Exception {
        pabal = Pabal.start("timing", ServerSettings::forOperators);
        pabal.admin().sets("/access-rules/submission", ":allow,CLEARAUTH=\"\"\n");
        for (int i = 0; i <= (SAMPLES + WARM_UP) / OF_ACCOUNT; i++) {
            assertThat(pabal.admin()
                            .put(
                                    "/domains/local.test/users/" + name(true, i),
                                    "application/json",
                                    "{\"password\":\"correct horse 7\"}")
                            .statusCode())
                    .isEqualTo(201);
        }
    }

    @AfterAll
    static void stop() {
        pabal.close();
    }

    /** @return of the same length, and as far apart in every index */
    private static String name(boolean known, int number) {
        return "%s%04d".formatted(known ? "here" : "none", number);
    }

    /** A question about a user of either kind; what is timed is between its last octet and the answer's. */
    private interface Question {
        long nanos(SmtpClient client, String name) throws IOException;
    }

    @Test
    void ofALoginDoesNotTellWhetherThereIsTheUser() throws IOException {
        compare("AUTH PLAIN", logins((client, name) -> {
            String response = base64("\0" + name + "@local.test\0wrong horse 8");
            long began = System.nanoTime();
            client.says("AUTH PLAIN " + response).hears("535 5.7.8");
            return System.nanoTime() - began;
        }));
    }

    @Test
    void ofAScramLoginDoesNotTellWhetherThereIsTheUser() throws IOException {
        compare("AUTH SCRAM-SHA-256", logins((client, name) -> {
            String response = base64("n,,n=" + name + "@local.test,r=abcdefgh");
            long began = System.nanoTime();
            client.says("AUTH SCRAM-SHA-256 " + response).hears("334");
            long took = System.nanoTime() - began;
            client.says("*").hears("501");
            return took;
        }));
    }

    @Test
    void ofARecipientTellsNoMoreThanItsReply() throws IOException {
        List<Boolean> order = order(SAMPLES);
        Samples samples = new Samples();
        int number = 0;
        for (int from = 0; from < order.size(); from += OF_SESSION) {
            try (SmtpClient client = pabal.session(address(number++))) {
                client.says("MAIL FROM:<s@ext.test>").hears("250");
                for (boolean known : order.subList(from, Math.min(order.size(), from + OF_SESSION))) {
                    long began = System.nanoTime();
                    client.says("RCPT TO:<" + (known ? "here0000" : "none0000") + "@local.test>")
                            .hears(known ? "250" : "550");
                    samples.add(known, System.nanoTime() - began);
                }
            }
        }
        System.out.printf("RCPT: %s%n", samples);
        assertThat(Math.abs(samples.median(true) - samples.median(false))).isLessThan(1_000_000);
    }

    private Samples logins(Question question) throws IOException {
        Samples samples = new Samples();
        int[] asked = new int[2];
        List<Boolean> order = order(SAMPLES + WARM_UP);
        int number = 0;
        for (int from = 0; from < order.size(); from += OF_SESSION, number++) {
            try (SmtpClient client = SmtpClient.connect(
                    address(number * OF_SESSION / OF_ADDRESS),
                    pabal.server().settings().ports().submission())) {
                client.says("EHLO client.test").hears("250-");
                for (int i = from; i < Math.min(order.size(), from + OF_SESSION); i++) {
                    boolean known = order.get(i);
                    long took = question.nanos(client, name(known, asked[known ? 1 : 0]++ / OF_ACCOUNT));
                    if (i >= 2 * WARM_UP) {
                        samples.add(known, took);
                    }
                }
            }
        }
        return samples;
    }

    private static List<Boolean> order(int each) {
        List<Boolean> order = new ArrayList<>(Collections.nCopies(each, true));
        order.addAll(Collections.nCopies(each, false));
        Collections.shuffle(order, new Random(each));
        return order;
    }

    private static String address(int number) {
        return "127.7." + number / 250 + "." + (1 + number % 250);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void compare(String what, Samples samples) {
        System.out.printf("%s: %s%n", what, samples);
        assertThat(samples.chance()).as(samples.toString()).isGreaterThan(SIGNIFICANT);
    }

    /** Times of both kinds. */
    private static final class Samples {
        private final List<Long> known = new ArrayList<>();
        private final List<Long> unknown = new ArrayList<>();

        void add(boolean isKnown, long nanos) {
            (isKnown ? known : unknown).add(nanos);
        }

        long median(boolean isKnown) {
            List<Long> sorted = (isKnown ? known : unknown).stream().sorted().toList();
            return sorted.get(sorted.size() / 2);
        }

        /** @return how likely two samples of one distribution differ as much as these, two-sided, by the normal approximation */
        double chance() {
            long[] all = new long[known.size() + unknown.size()];
            for (int i = 0; i < all.length; i++) {
                all[i] = i < known.size() ? known.get(i) : unknown.get(i - known.size());
            }
            Arrays.sort(all);
            double n = known.size();
            double m = unknown.size();
            double u = known.stream().mapToDouble(nanos -> rank(all, nanos)).sum() - n * (n + 1) / 2;
            double z = (u - n * m / 2) / Math.sqrt(n * m * (n + m + 1) / 12);
            return complementaryError(Math.abs(z) / Math.sqrt(2));
        }

        /** @return from one, the middle one of equals */
        private static double rank(long[] sorted, long value) {
            int any = Arrays.binarySearch(sorted, value);
            int first = any;
            int last = any;
            while (first > 0 && sorted[first - 1] == value) {
                first--;
            }
            while (last < sorted.length - 1 && sorted[last + 1] == value) {
                last++;
            }
            return (first + last) / 2.0 + 1;
        }

        /** Abramowitz and Stegun 7.1.26: wrong by less than 1.5e-7. */
        private static double complementaryError(double x) {
            double t = 1 / (1 + 0.3275911 * x);
            double sum = 0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)));
            return t * sum * Math.exp(-x * x);
        }

        @Override
        public String toString() {
            return "%,d and %,d samples, medians %,d and %,d ns, p = %.4f"
                    .formatted(known.size(), unknown.size(), median(true), median(false), chance());
        }
    }
}
