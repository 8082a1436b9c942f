package org.pabal.it;

import java.util.List;

/** Heap and collector of the server's JVM: the one place where they are chosen. */
final class JvmOptions {
    static final List<String> CHOSEN = List.of("-Xmx512m");

    /** What {@link #CHOSEN} takes the place of in a fresh {@code domain.xml}. */
    static final List<String> REPLACED_PREFIXES = List.of("-Xmx", "-Xms", "-XX:+Use");

    private JvmOptions() {}
}
