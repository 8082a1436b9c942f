package org.pabal.ejb.admin;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.pabal.ejb.TestDatabase;

/** {@link AdminRows} with a unit of work around each call, as the container gives it. */
final class TransactionalRows extends AdminRows {
    private final TestDatabase database;

    TransactionalRows(TestDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<Credentials> credentials(String name) {
        return with(rows -> rows.credentials(name));
    }

    @Override
    public List<AdminAccount> list() {
        return with(AdminRows::list);
    }

    @Override
    public boolean put(String name, AdminRole role, String passwordHash, String who) {
        return with(rows -> rows.put(name, role, passwordHash, who));
    }

    @Override
    public boolean delete(String name) {
        return with(rows -> rows.delete(name));
    }

    private <T> T with(Function<AdminRows, T> work) {
        return database.inTransaction(em -> {
            AdminRows rows = new AdminRows();
            rows.em = em;
            return work.apply(rows);
        });
    }
}
