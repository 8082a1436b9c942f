package org.pabal.ejb.suppression;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.bounce.Suppression;
import org.pabal.core.bounce.SuppressionRule;
import org.pabal.core.queue.DeliveryOutcome;
import org.pabal.ejb.control.ControlStore;
import org.pabal.ejb.database.Durable;
import org.pabal.ejb.queue.QueueUnavailableException;

/** The list of addresses that are not tried again. */
@ApplicationScoped
public class Suppressions {
    private static final Logger LOG = Logger.getLogger(Suppressions.class.getName());

    /** Most servers have an empty list: asking for each delivery would be for nothing. So long it counts that there is none. */
    private static final Duration ASKED_EVERY = Duration.ofSeconds(5);

    private static final String OURSELVES = "pabal";

    private final SuppressionRows rows;
    private final ControlStore controls;
    private final InstantSource clock = InstantSource.system();
    private volatile Asked asked = new Asked(false, Instant.EPOCH);

    /** @param until when it has to be asked again */
    private record Asked(boolean empty, Instant until) {}

    /** For the container's proxy, which never uses its own fields. */
    @SuppressWarnings("NullAway")
    protected Suppressions() {
        this(null, null);
    }

    @Inject
    Suppressions(SuppressionRows rows, ControlStore controls) {
        this.rows = rows;
        this.controls = controls;
    }

    /** @return what is known of these addresses and still counts, by key; nothing if the list cannot be read just now */
    public Map<String, Suppression> known(Collection<EmailAddress> addresses) {
        Instant now = clock.instant();
        try {
            if (isEmpty(now)) {
                return Map.of();
            }
            return rows
                    .find(addresses.stream().map(Suppression::keyOf).distinct().toList())
                    .stream()
                    .map(StoredSuppression::suppression)
                    .filter(suppression -> suppression.countsAt(now))
                    .collect(Collectors.toMap(Suppression::key, Function.identity()));
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.WARNING, "Suppressed addresses cannot be looked up just now; all are tried", e);
            return Map.of();
        }
    }

    private boolean isEmpty(Instant now) throws SQLException {
        Asked last = asked;
        if (!now.isBefore(last.until())) {
            last = new Asked(rows.isEmpty(), now.plus(ASKED_EVERY));
            asked = last;
        }
        return last.empty();
    }

    /** Counts what an attempt came to.
     *
     * @param known of this address before
     */
    public void judge(EmailAddress address, DeliveryOutcome outcome, Optional<Suppression> known) {
        SuppressionRule.Verdict verdict =
                controls.current().suppressionRule().judge(address, outcome, known, clock.instant());
        try {
            switch (verdict) {
                case SuppressionRule.Verdict.Store store -> store(store.suppression(), OURSELVES);
                case SuppressionRule.Verdict.Forget forget -> rows.delete(Suppression.keyOf(address));
                case SuppressionRule.Verdict.Nothing nothing -> {}
            }
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.WARNING, "A failed address was not counted; its outcome is recorded all the same", e);
        }
    }

    /** @return what counts, in the order of the keys, behind a key; empty for the first page */
    public List<StoredSuppression> page(String after, int limit) {
        try {
            return rows.page(after, limit);
        } catch (SQLException e) {
            throw new QueueUnavailableException("suppressed addresses cannot be listed", e);
        }
    }

    public Optional<StoredSuppression> find(EmailAddress address) {
        try {
            Instant now = clock.instant();
            return rows.find(List.of(Suppression.keyOf(address))).stream()
                    .filter(stored -> stored.suppression().countsAt(now))
                    .findFirst();
        } catch (SQLException e) {
            throw new QueueUnavailableException("a suppressed address cannot be looked up", e);
        }
    }

    /** @return whether it is new */
    @Durable
    public boolean put(Suppression suppression, String who) {
        try {
            return store(suppression, who);
        } catch (SQLException e) {
            throw new QueueUnavailableException("an address cannot be suppressed", e);
        }
    }

    /** @return whether it was there */
    @Durable
    public boolean delete(EmailAddress address) {
        try {
            return rows.delete(Suppression.keyOf(address));
        } catch (SQLException e) {
            throw new QueueUnavailableException("a suppressed address cannot be removed", e);
        }
    }

    private boolean store(Suppression suppression, String who) throws SQLException {
        boolean isNew = rows.put(suppression, who);
        asked = new Asked(false, Instant.EPOCH);
        return isNew;
    }
}
