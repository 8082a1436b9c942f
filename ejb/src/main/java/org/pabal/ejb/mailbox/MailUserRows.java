package org.pabal.ejb.mailbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pabal.core.auth.ScramKeys;
import org.pabal.core.quota.Quota;
import org.pabal.ejb.control.ControlChanges;
import org.pabal.ejb.database.BoundAtStart;
import org.pabal.ejb.database.Durable;

/** The rows of users. */
@ApplicationScoped
@Transactional
class MailUserRows implements BoundAtStart {
    private static final String OF_ACCOUNT = " from MailUserRow u where u.domain = :domain and u.name = :name";
    private static final String PASSWORD_HASH = "select max(u.passwordHash)" + OF_ACCOUNT;
    private static final String KEYS = "select max(u.scramKeys)" + OF_ACCOUNT;

    private static final String QUOTAS =
            "select u.domain, u.name, u.quota from MailUserRow u where u.quota is not null";

    @PersistenceContext(unitName = "pabal")
    EntityManager em;

    @Inject
    ControlChanges changes;

    /** What logins are checked against. */
    record Credentials(String passwordHash, ScramKeys keys) {
        /** Never with either. */
        @Override
        public String toString() {
            return "Credentials";
        }
    }

    /** @param quota {@link Quota#NONE} takes it away; empty lets it be */
    record NewUser(Optional<Credentials> credentials, Optional<Quota> quota) {}

    public Optional<String> passwordHash(Account account) {
        return find(PASSWORD_HASH, account);
    }

    /** @return in the form of {@link ScramKeys#text()}: whoever reads it does the same work for everybody */
    public Optional<String> keys(Account account) {
        return find(KEYS, account);
    }

    /** One row is read whether or not there is such a user: what only a user's row takes would tell that he is there. */
    private Optional<String> find(String query, Account account) {
        return Optional.ofNullable(em.createQuery(query, String.class)
                .setParameter("domain", account.domain())
                .setParameter("name", account.name())
                .getSingleResult());
    }

    public Optional<MailUser> user(Account account) {
        return find(account).map(MailUserRows::view);
    }

    public List<MailUser> list(String domain) {
        return em.createQuery("select u from MailUserRow u where u.domain = :domain order by u.name", MailUserRow.class)
                .setParameter("domain", domain)
                .getResultStream()
                .map(MailUserRows::view)
                .toList();
    }

    /** @return all that were given */
    public Map<Account, String> quotas() {
        Map<Account, String> quotas = new HashMap<>();
        for (Object[] row : em.createQuery(QUOTAS, Object[].class).getResultList()) {
            quotas.put(new Account((String) row[0], (String) row[1]), (String) row[2]);
        }
        return quotas;
    }

    /**
     * @param wish has credentials, if there may be no such user yet
     * @return whether it is new
     */
    @Durable
    public boolean put(Account account, NewUser wish, String who) {
        Optional<MailUserRow> there = find(account);
        MailUserRow row = there.orElseGet(() -> new MailUserRow(account));
        row.set(wish, who);
        if (wish.quota().isPresent()) {
            changes.note();
        }
        if (there.isEmpty()) {
            em.persist(row);
        }
        return there.isEmpty();
    }

    /** @return whether it was there */
    @Durable
    public boolean delete(Account account) {
        Optional<MailUserRow> row = find(account);
        row.ifPresent(em::remove);
        if (row.filter(there -> there.quota != null).isPresent()) {
            changes.note();
        }
        return row.isPresent();
    }

    public Optional<String> secret() {
        return Optional.ofNullable(em.find(LoginSecret.class, LoginSecret.ONLY)).map(row -> row.digits);
    }

    /** Stores the secret unless another node was faster. */
    @Durable
    public void offerSecret(String digits) {
        if (em.find(LoginSecret.class, LoginSecret.ONLY, LockModeType.NONE) == null) {
            em.persist(new LoginSecret(digits));
        }
    }

    private Optional<MailUserRow> find(Account account) {
        return Optional.ofNullable(em.find(MailUserRow.class, new MailUserRow.Key(account.domain(), account.name())));
    }

    private static MailUser view(MailUserRow row) {
        return new MailUser(
                row.domain, row.name, Optional.ofNullable(row.quota), row.changedAt.toInstant(), row.changedBy);
    }

    @Override
    public void bind() {
        em.getMetamodel();
        // what the queries need is loaded now, and not at the first login
        Account nobody = new Account("", "");
        quotas();
        if (passwordHash(nobody).isPresent() || keys(nobody).isPresent()) {
            throw new IllegalStateException("a user has no name");
        }
    }
}
