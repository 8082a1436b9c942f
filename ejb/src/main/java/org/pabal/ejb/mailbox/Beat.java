package org.pabal.ejb.mailbox;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Answers that take a whole number of beats, so that the time they take does not tell what was done for them. Work that needs
 * less than a beat tells nothing at all.
 *
 * @param length longer than the work nearly always takes
 */
record Beat(Duration length) {
    <T> T answer(Supplier<T> work) {
        long began = System.nanoTime();
        T answer = work.get();
        try {
            TimeUnit.NANOSECONDS.sleep(rest(System.nanoTime() - began));
        } catch (InterruptedException e) {
            // the server stops; nobody need wait for the rest
            Thread.currentThread().interrupt();
        }
        return answer;
    }

    /** @return nanoseconds from now to the end of the beat, 1 to its length */
    long rest(long taken) {
        return length.toNanos() - taken % length.toNanos();
    }
}
