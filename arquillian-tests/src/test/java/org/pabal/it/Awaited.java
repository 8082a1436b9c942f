package org.pabal.it;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/** A value that will be there. */
final class Awaited {
    private Awaited() {}

    /** @return what the question answers in the end; fails if it stays empty */
    static <T> T value(Duration limit, Callable<Optional<T>> question) {
        return await().atMost(limit).until(question, Optional::isPresent).orElseThrow();
    }
}
