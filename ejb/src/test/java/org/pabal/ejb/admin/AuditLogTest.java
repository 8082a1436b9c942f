package org.pabal.ejb.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pabal.ejb.TestDatabase;

class AuditLogTest {
    private final TestDatabase database = new TestDatabase();

    @AfterEach
    void close() {
        database.close();
    }

    private <T> T with(Function<AuditLog, T> work) {
        return database.inTransaction(em -> {
            AuditLog log = new AuditLog();
            log.em = em;
            return work.apply(log);
        });
    }

    private long begun(String who) {
        return with(log -> log.begun(new AuditLog.Deed(who, "192.0.2.7", "PUT", "/control/me")));
    }

    @Test
    void anEntryIsThereBeforeItsEndIsKnown() {
        long id = begun("ada");
        List<AuditRecord> open = with(log -> log.list(Long.MAX_VALUE, 10));
        assertThat(open).hasSize(1);
        assertThat(open.getFirst().status()).isEmpty();
        assertThat(open.getFirst().deed()).isEqualTo(new AuditLog.Deed("ada", "192.0.2.7", "PUT", "/control/me"));

        with(log -> {
            log.ended(id, 412);
            return true;
        });

        assertThat(with(log -> log.list(Long.MAX_VALUE, 10)).getFirst().status())
                .contains(412);
    }

    @Test
    void theNewestComesFirstAndReadingGoesOnBeforeTheLastSeen() {
        begun("ada");
        begun("bob");
        begun("eve");
        List<AuditRecord> page = with(log -> log.list(Long.MAX_VALUE, 2));
        assertThat(page).extracting(entry -> entry.deed().who()).containsExactly("eve", "bob");
        List<AuditRecord> next = with(log -> log.list(page.getLast().id(), 2));
        assertThat(next).extracting(entry -> entry.deed().who()).containsExactly("ada");
    }

    @Test
    void aLongSubjectIsCutSinceAChangeMustNotFailForIt() {
        AuditLog.Deed deed = new AuditLog.Deed("ada", "192.0.2.7", "POST", "/x?" + "y".repeat(10_000));
        with(log -> log.begun(deed));
        assertThat(with(log -> log.list(Long.MAX_VALUE, 1)).getFirst().deed().subject())
                .hasSize(2_000);
    }
}
