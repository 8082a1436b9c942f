package org.pabal.ejb.mailbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.pabal.core.auth.ScramKeys;
import org.pabal.ejb.database.BoundAtStart;
import org.pabal.ejb.database.Durable;

/** The rows of users. */
@ApplicationScoped
@Transactional
class MailUserRows implements BoundAtStart {
    private static final String OF_ACCOUNT = " from MailUserRow u where u.domain = :domain and u.name = :name";
    private static final String PASSWORD_HASH = "select max(u.passwordHash)" + OF_ACCOUNT;
    private static final String KEYS = "select max(u.scramKeys)" + OF_ACCOUNT;

    @PersistenceContext(unitName = "pabal")
    EntityManager em;

    /** What logins are checked against. */
    record Credentials(String passwordHash, ScramKeys keys) {
        /** Never with either. */
        @Override
        public String toString() {
            return "Credentials";
        }
    }

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

    /** @return whether it is new */
    @Durable
    public boolean put(Account account, Credentials credentials, String who) {
        Optional<MailUserRow> there = find(account);
        MailUserRow row = there.orElseGet(() -> new MailUserRow(account));
        row.set(credentials, who);
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
        return new MailUser(row.domain, row.name, row.changedAt.toInstant(), row.changedBy);
    }

    @Override
    public void bind() {
        em.getMetamodel();
        // what the queries need is loaded now, and not at the first login
        Account nobody = new Account("", "");
        if (passwordHash(nobody).isPresent() || keys(nobody).isPresent()) {
            throw new IllegalStateException("a user has no name");
        }
    }
}
