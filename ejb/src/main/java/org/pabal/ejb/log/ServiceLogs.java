package org.pabal.ejb.log;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.pabal.core.log.Multilog;
import org.pabal.ejb.control.PabalHome;

/** Writes the lines of all services, a directory each, from one thread. */
@ApplicationScoped
public class ServiceLogs {
    private static final Logger LOG = Logger.getLogger(ServiceLogs.class.getName());
    private static final int CAPACITY = 16_384;
    private static final int BATCH = 2_048;
    private static final long FLUSH_MILLIS = 100;

    @Resource
    ManagedThreadFactory threads;

    @Inject
    PabalHome home;

    private final BlockingQueue<Entry> entries = new ArrayBlockingQueue<>(CAPACITY);
    private final Map<String, Multilog> open = new HashMap<>();
    private final AtomicLong lost = new AtomicLong();
    private volatile boolean stopping;
    private volatile boolean troubled;
    private @Nullable Thread thread;

    /** Lines of one moment, which stay together. */
    private record Entry(String service, Instant at, List<String> lines) {}

    public void start() {
        Thread writer = threads.newThread(this::run);
        writer.setName("pabal service logs");
        thread = writer;
        writer.start();
    }

    /** Writes what is there, and ends. */
    public void stop() throws InterruptedException {
        stopping = true;
        Thread writer = thread;
        if (writer != null) {
            writer.join(TimeUnit.SECONDS.toMillis(5));
        }
    }

    /**
     * @param service names the directory: {@code qmail-send}, {@code smtpd}
     * @param lines stay together
     */
    void write(String service, String... lines) {
        Entry entry = new Entry(service, Instant.now(), List.of(lines));
        if (!entries.offer(entry)) {
            waitAndWrite(entry);
        }
    }

    /** The disk is slower than the mail: mail waits a little, but does not stop for its log. */
    private void waitAndWrite(Entry entry) {
        try {
            if (stopping || troubled || !entries.offer(entry, 1, TimeUnit.SECONDS)) {
                lost.incrementAndGet();
            }
        } catch (InterruptedException e) {
            lost.incrementAndGet();
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Deque<Entry> batch = new ArrayDeque<>(BATCH);
        try {
            while (!stopping || !entries.isEmpty()) {
                Entry first = entries.poll(FLUSH_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    // lines come one by one: waking for each would cost more than writing it
                    if (!stopping) {
                        TimeUnit.MILLISECONDS.sleep(FLUSH_MILLIS / 2);
                    }
                    entries.drainTo(batch, BATCH);
                    writeAll(batch);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.values().forEach(ServiceLogs::close);
        }
    }

    /** As multilog does, a line that cannot be written is written later, and nothing is written before it. */
    private void writeAll(Deque<Entry> batch) throws InterruptedException {
        while (true) {
            try {
                write(batch);
                if (troubled) {
                    troubled = false;
                    LOG.log(Level.INFO, "Service logs can be written again");
                }
                return;
            } catch (IOException e) {
                if (!troubled) {
                    troubled = true;
                    LOG.log(Level.WARNING, "Service logs cannot be written just now; trying again", e);
                }
                if (stopping) {
                    LOG.log(Level.WARNING, "{0} log lines were lost", batch.size());
                    return;
                }
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }

    private void write(Deque<Entry> batch) throws IOException {
        long missing = lost.getAndSet(0);
        if (missing > 0) {
            LOG.log(Level.WARNING, "{0} log lines were lost: the disk did not keep up", missing);
        }
        while (!batch.isEmpty()) {
            Entry entry = batch.getFirst();
            for (String line : entry.lines()) {
                log(entry.service()).write(entry.at(), line);
            }
            batch.removeFirst();
        }
        for (Multilog log : open.values()) {
            log.flush();
        }
    }

    private Multilog log(String service) throws IOException {
        Multilog log = open.get(service);
        if (log == null) {
            Path all = home.path().resolve("log");
            Files.createDirectories(
                    all, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            log = Multilog.open(all.resolve(service), Multilog.Sizes.SERVICE, Instant.now());
            open.put(service, log);
        }
        return log;
    }

    private static void close(Multilog log) {
        try {
            log.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "A service log could not be closed", e);
        }
    }
}
