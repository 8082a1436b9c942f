package org.pabal.it;

import java.util.concurrent.atomic.AtomicLong;

/** Texts by which one test's message is known among all others in the shared mailbox. */
final class Marker {
    private static final AtomicLong NEXT = new AtomicLong();
    private static final long RUN = System.currentTimeMillis();

    private Marker() {}

    /** @return a word that no other test uses: letters, digits and hyphens */
    static String fresh() {
        return "trial-" + RUN + "-" + NEXT.incrementAndGet() + "-x";
    }

    /** @return a small message with the word in its subject; lines end with CRLF */
    static String message(String marker) {
        return "From: Sender <sender@ext.test>\r\nTo: user@local.test\r\nSubject: " + marker + "\r\n\r\nHello.\r\n";
    }
}
