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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The certificate that new sessions use. Whether its files have changed is looked at every few seconds, when somebody asks;
 * sessions that are open keep what they began with.
 */
public final class ServerTls {
    private static final Logger LOG = System.getLogger(ServerTls.class.getName());
    private static final long LOOK_NANOS = Duration.ofSeconds(2).toNanos();

    private final TlsFiles files;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile long lookAt = System.nanoTime();
    private volatile @Nullable SSLContext context;
    private List<Mark> seen = List.of();
    private String complaint = "";

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
            List<Mark> now = List.of(Mark.of(files.certificateFile()), Mark.of(files.keyFile()));
            if (!now.equals(seen)) {
                seen = now;
                load();
            }
        } catch (TlsTrouble e) {
            complain(e);
        }
    }

    private void make() throws TlsTrouble {
        try {
            SelfSigned.write(files);
        } catch (IOException | GeneralSecurityException e) {
            throw new TlsTrouble(
                    "no certificate can be made in " + files.ownDirectory() + " ("
                            + e.getClass().getSimpleName() + ")",
                    e);
        }
    }

    private void load() throws TlsTrouble {
        Credentials read = Credentials.read(files);
        try {
            context = read.context();
        } catch (IOException | GeneralSecurityException e) {
            throw new TlsTrouble(
                    "the certificates in the file " + files.certificateFile() + " cannot be used: " + e.getMessage(),
                    e);
        }
        complaint = "";
        LOG.log(
                Level.INFO,
                "TLS uses the certificate in {0}: {1}, valid until {2}",
                files.certificateFile(),
                read.certificate().getSubjectX500Principal(),
                read.certificate().getNotAfter().toInstant());
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
