package org.pabal.web.health;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jspecify.annotations.Nullable;

/**
 * Asks something that may hang, one question at a time, and waits for the answer for a bounded time.
 *
 * <p>On threads of its own: a managed executor goes by the context of its caller, and {@code /health} is called in that of
 * a module that may be disabled.
 */
final class Probe {
    private static final Logger LOG = System.getLogger(Probe.class.getName());

    private final String name;
    private final Callable<Boolean> question;
    private final Duration patience;
    private @Nullable FutureTask<Boolean> asked;

    /** @param question true means up; an exception, or no answer in time, means down */
    Probe(String name, Duration patience, Callable<Boolean> question) {
        this.name = name;
        this.patience = patience;
        this.question = question;
    }

    HealthCheckResponse ask() {
        return HealthCheckResponse.named(name).status(isUp()).build();
    }

    boolean isUp() {
        try {
            return answer().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            LOG.log(Level.WARNING, "health check " + name + ": " + e.getCause());
        } catch (TimeoutException e) {
            LOG.log(Level.WARNING, "health check " + name + ": no answer within " + patience.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** A question that hangs since last time is not put again, so that threads do not pile up. */
    private synchronized FutureTask<Boolean> answer() {
        FutureTask<Boolean> answer = asked;
        if (answer == null || answer.isDone()) {
            answer = new FutureTask<>(question);
            asked = answer;
            // the container looks things up by class loaders, which virtual threads should not hold (decision 011)
            Thread.ofPlatform().daemon().name("health-" + name).start(answer);
        }
        return answer;
    }
}
