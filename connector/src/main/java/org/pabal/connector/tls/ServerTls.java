package org.pabal.connector.tls;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.pabal.connector.tls.TlsFiles.Pair;

/**
 * The certificate that new sessions use. Whether its files have changed is looked at every few seconds, when somebody asks;
 * sessions that are open keep what they began with.
 */
public final class ServerTls {
    private static final Logger LOG = System.getLogger(ServerTls.class.getName());
    private static final long LOOK_NANOS = Duration.ofSeconds(2).toNanos();

    private static final Duration NOTICE = Duration.ofDays(14);
    private static final Duration REMIND_EVERY = Duration.ofDays(1);

    private final TlsFiles files;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile long lookAt = System.nanoTime();
    private volatile @Nullable SSLContext context;
    private List<Mark> seen = List.of();
    private String complaint = "";
    private String ownName = "";
    private List<Loaded> inUse = List.of();
    private Instant remindAt = Instant.MIN;

    private record Loaded(Path file, Credentials credentials) {
        Instant expiry() {
            return credentials.certificate().getNotAfter().toInstant();
        }
    }

    /** What tells one state of a file from another; all empty if it is not there. */
    private record Mark(Optional<FileTime> modified, long octets, Optional<Object> identity) {
        static final Mark MISSING = new Mark(Optional.empty(), 0, Optional.empty());

        static Mark of(Path file) {
            try {
                BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
                return new Mark(
                        Optional.of(found.lastModifiedTime()), found.size(), Optional.ofNullable(found.fileKey()));
            } catch (IOException e) {
                return MISSING;
            }
        }
    }

    public ServerTls(TlsFiles files) {
        this.files = files;
    }

    /** @param name what a certificate of our own making is for, if one has to be made */
    public void named(String name) {
        lock.lock();
        try {
            ownName = name;
        } finally {
            lock.unlock();
        }
    }

    /** @return what new handshakes use; empty as long as no certificate could be read, which the log has told */
    public Optional<SSLContext> current() {
        if (System.nanoTime() - lookAt >= 0) {
            lock.lock();
            try {
                if (System.nanoTime() - lookAt >= 0) {
                    look();
                    lookAt = System.nanoTime() + LOOK_NANOS;
                }
            } finally {
                lock.unlock();
            }
        }
        return Optional.ofNullable(context);
    }

    private void look() {
        try {
            if (files.areOurs() && !Files.exists(files.keyFile())) {
                make();
            }
            // before the files are read: a change in between is seen the next time
            List<Pair> more = files.morePairs();
            List<Mark> now = new ArrayList<>(List.of(Mark.of(files.certificateFile()), Mark.of(files.keyFile())));
            for (Pair pair : more) {
                now.add(Mark.of(pair.certificate()));
                now.add(Mark.of(pair.key()));
            }
            if (!now.equals(seen)) {
                seen = now;
                load(more);
            }
            remind();
        } catch (TlsTrouble e) {
            complain(e);
        }
    }

    private void make() throws TlsTrouble {
        try {
            SelfSigned.write(files, ownName);
        } catch (IOException | GeneralSecurityException e) {
            throw new TlsTrouble(
                    "no certificate can be made in " + files.ownDirectory() + " ("
                            + e.getClass().getSimpleName() + ")",
                    e);
        }
    }

    private void load(List<Pair> more) throws TlsTrouble {
        List<Loaded> read = new ArrayList<>();
        read.add(new Loaded(files.certificateFile(), Credentials.read(files)));
        for (Pair pair : more) {
            try {
                read.add(new Loaded(pair.certificate(), Credentials.read(pair.certificate(), pair.key())));
            } catch (TlsTrouble e) {
                LOG.log(Level.WARNING, "TLS goes without one of its certificates: " + e.getMessage());
            }
        }
        try {
            context = new KeyRing(read.stream().map(Loaded::credentials).toList()).context();
        } catch (IOException | GeneralSecurityException e) {
            throw new TlsTrouble(
                    "the certificates in the file " + files.certificateFile() + " cannot be used: " + e.getMessage(),
                    e);
        }
        complaint = "";
        inUse = List.copyOf(read);
        remindAt = Instant.MIN;
        for (Loaded each : read) {
            LOG.log(
                    Level.INFO,
                    "TLS uses the certificate in {0}: {1}, valid until {2}",
                    each.file(),
                    each.credentials().certificate().getSubjectX500Principal(),
                    each.expiry());
        }
    }

    /** Clients refuse an expired certificate long after everybody has forgotten it: a line a day, from two weeks before on. */
    private void remind() {
        Instant now = Instant.now();
        if (now.isBefore(remindAt)) {
            return;
        }
        remindAt = now.plus(REMIND_EVERY);
        inUse.stream()
                .filter(each -> each.expiry().isBefore(now.plus(NOTICE)))
                .forEach(each -> LOG.log(
                        Level.WARNING,
                        "the certificate in " + each.file()
                                + (each.expiry().isBefore(now) ? " has expired: " : " expires soon: ")
                                + each.expiry()));
    }

    /** Once, however often it is looked at. */
    private void complain(TlsTrouble trouble) {
        String sentence = (context == null ? "TLS cannot be offered: " : "TLS keeps the certificate it had: ")
                + trouble.getMessage();
        if (!sentence.equals(complaint)) {
            complaint = sentence;
            LOG.log(Level.WARNING, sentence);
        }
    }
}
