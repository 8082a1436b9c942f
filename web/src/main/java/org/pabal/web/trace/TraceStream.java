package org.pabal.web.trace;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.pabal.core.trace.TraceEvent;
import org.pabal.core.trace.Watch;

/** Carries events from a watch to its client, on a thread of its own, until one of them ends. */
final class TraceStream implements Runnable {
    /** a comment now and then: only who writes learns that the other side has gone */
    private static final Duration SILENCE = Duration.ofSeconds(5);
    /** for a client to take an event */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Logger LOG = System.getLogger(TraceStream.class.getName());

    private final Watch watch;
    private final SseEventSink sink;
    private final Sse sse;

    TraceStream(Watch watch, SseEventSink sink, Sse sse) {
        this.watch = watch;
        this.sink = sink;
        this.sse = sse;
    }

    @Override
    public void run() {
        try (watch;
                sink) {
            // the answer begins with the first event
            send(comment("watching"));
            while (!watch.isOver() && !sink.isClosed()) {
                send(watch.next(SILENCE).map(this::event).orElseGet(() -> comment("still watching")));
            }
        } catch (InterruptedException e) {
            // the container's way to end its threads
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.log(Level.DEBUG, "a watcher has gone", e);
        }
    }

    private void send(OutboundSseEvent event) throws InterruptedException, ExecutionException, TimeoutException {
        sink.send(event).toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private OutboundSseEvent event(TraceEvent event) {
        return sse.newEvent(TraceView.of(event).toString());
    }

    private OutboundSseEvent comment(String text) {
        return sse.newEventBuilder().comment(text).build();
    }
}
