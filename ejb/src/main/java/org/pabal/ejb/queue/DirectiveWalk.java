package org.pabal.ejb.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pabal.core.operations.Order;
import org.pabal.ejb.database.BoundAtStart;
import org.pabal.ejb.database.Durable;

/**
 * One slice of a directive's walk through the queue: applies it to mail that waits, or releases what it held. How far the walk is
 * stands in the directive's row, which the slice keeps locked: any node takes the next slice, no two the same, and a crash
 * costs one slice at most.
 */
@ApplicationScoped
class DirectiveWalk implements BoundAtStart {
    /** Rows of one slice, about, whether they are meant or not: whoever ends a directive waits for its slice. */
    static final int SLICE = 2_000;

    @PersistenceContext(unitName = "pabal")
    EntityManager em;

    /** @return directives whose walk is not over */
    @Transactional(TxType.REQUIRES_NEW)
    public List<Long> open() {
        return Sql.numbers(new Sql("select id from directive where walked is not null order by id").on(em));
    }

    /** @return what was done; empty if there is nothing to do, or another node is at it */
    @Transactional(TxType.REQUIRES_NEW)
    @Durable
    public Optional<SliceResult> step(long id) {
        List<?> rows = new Sql(
                        "select standing_order, ended, walked from directive"
                                + " where id = ? and walked is not null for update skip locked",
                        id)
                .on(em)
                .getResultList();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Object[] row = (Object[]) rows.getFirst();
        boolean ended = Boolean.TRUE.equals(row[1]);
        long walked = ((Number) row[2]).longValue();
        Optional<QueueSlice> slice = nextSlice(walked);
        if (slice.isEmpty()) {
            finish(id, ended);
            return Optional.of(SliceResult.NOTHING);
        }
        SliceResult result = ended ? release(id, slice.get()) : apply(id, Order.parse((String) row[0]), slice.get());
        new Sql("update directive set walked = ? where id = ?", slice.get().upTo(), id).execute(em);
        return Optional.of(result);
    }

    private Optional<QueueSlice> nextSlice(long walked) {
        List<Long> ids =
                Sql.numbers(new Sql("select message_id from recipient where message_id > ? order by message_id", walked)
                        .on(em)
                        .setMaxResults(SLICE));
        return ids.isEmpty() ? Optional.empty() : Optional.of(new QueueSlice(walked, ids.getLast()));
    }

    private void finish(long id, boolean ended) {
        new Sql(ended ? "delete from directive where id = ?" : "update directive set walked = null where id = ?", id)
                .execute(em);
    }

    private SliceResult apply(long id, Order order, QueueSlice slice) {
        SliceResult result =
                OrderStatements.ofDirective(em, id, order, Instant.now()).apply(slice);
        new Sql("update directive set recipients = recipients + ? where id = ?", result.done(), id).execute(em);
        return result;
    }

    private SliceResult release(long id, QueueSlice slice) {
        int released = new Sql(VerbSql.RELEASE_DIRECTED, id)
                .add(" and message_id > ? and message_id <= ?", slice.after(), slice.upTo())
                .execute(em);
        return new SliceResult(released, 0, List.of());
    }

    @Override
    public void bind() {
        em.getMetamodel();
    }
}
