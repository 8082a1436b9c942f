package org.pabal.ejb.receive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.File;
import java.util.concurrent.TimeUnit;
import org.pabal.ejb.control.PabalHome;

/** Whether there is room on the disk; looked at once a second. */
@ApplicationScoped
class DiskSpace {
    /** Left for what is in the queue already, for logs, and for the operator. */
    private static final long RESERVE_OCTETS = 256L * 1024 * 1024;

    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    @Inject
    PabalHome home;

    private volatile Look last = new Look(System.nanoTime() - FRESH_NANOS, 0);

    private record Look(long atNanos, long usable) {}

    /** @param octets as the sender declared, or 0 */
    boolean hasRoomFor(long octets) {
        Look look = last;
        long now = System.nanoTime();
        if (now - look.atNanos() >= FRESH_NANOS) {
            look = new Look(now, new File(home.path().toString()).getUsableSpace());
            last = look;
        }
        // a message is on the disk twice while it is delivered
        return look.usable() - 2 * octets > RESERVE_OCTETS;
    }
}
