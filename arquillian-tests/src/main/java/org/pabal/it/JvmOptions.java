package org.pabal.it;

import java.util.List;

/** Heap, collector and threads of the server's JVM: the one place where they are chosen. */
final class JvmOptions {
    /**
     * How many virtual threads may run at the same time. One for each processor is too few where processors are: one that
     * waits for a class loader waits on its carrier (decision 011).
     */
    private static final String CARRIERS = "-Djdk.virtualThreadScheduler.parallelism=";

    static final List<String> CHOSEN = List.of("-Xmx512m", CARRIERS + "8");

    /**
     * For a JVM that lives for seconds or minutes: it starts with half of the processor time, and what runs for long in it
     * is slower.
     */
    static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** What all of these take the place of in {@code domain.xml}. */
    static final List<String> REPLACED_PREFIXES =
            List.of("-Xmx", "-Xms", "-XX:+Use", "-XX:TieredStopAtLevel=", CARRIERS);

    private JvmOptions() {}
}
