package org.pabal.it;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Asking again and again. */
final class Waiting {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private Waiting() {}

    /**
     * @return whether the condition came true in time; asked at least once
     * @throws ServerTrouble also the condition's own, if there is nothing to wait for
     */
    static boolean until(Duration limit, Callable<Boolean> condition) throws ServerTrouble {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (!condition.call()) {
                if (System.nanoTime() > deadline) {
                    return false;
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            }
            return true;
        } catch (ServerTrouble e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerTrouble("Interrupted while waiting.", e);
        } catch (Exception e) {
            throw new ServerTrouble("Waiting failed: " + e.getMessage(), e);
        }
    }
}
