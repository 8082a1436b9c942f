package org.pabal.ejb.mailbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.pabal.core.local.MailboxQuotas;
import org.pabal.core.quota.Quota;
import org.pabal.ejb.control.ControlChanges;

/** The quotas that administrators have given to users, in memory; read again after a change, of assignments and settings too. */
@ApplicationScoped
class GivenQuotas implements MailboxQuotas.Given {
    @Inject
    MailUserRows rows;

    @Inject
    Mailboxes mailboxes;

    @Inject
    ControlChanges changes;

    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Table table;

    /** @param homes whose {@code Maildir} has which quota */
    private record Table(long generation, Map<Path, Quota> homes) {}

    @Override
    public Optional<Quota> of(Path home) {
        return Optional.ofNullable(current().homes().get(home));
    }

    private Table current() {
        Table known = table;
        return known != null && known.generation() == changes.seen() ? known : read();
    }

    private Table read() {
        reading.lock();
        try {
            Table known = table;
            // the number first: a change meanwhile is then seen once more, never missed
            long generation = changes.seen();
            if (known != null && known.generation() == generation) {
                return known;
            }
            Map<Path, Quota> homes = new HashMap<>();
            rows.quotas()
                    .forEach((account, quota) ->
                            mailboxes.home(account).ifPresent(home -> homes.put(home, Quota.stored(quota))));
            Table read = new Table(generation, homes);
            table = read;
            return read;
        } finally {
            reading.unlock();
        }
    }
}
