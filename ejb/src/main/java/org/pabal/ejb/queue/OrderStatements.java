package org.pabal.ejb.queue;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pabal.core.operations.Order;
import org.pabal.core.operations.Verb;
import org.pabal.core.queue.RecipientState;

/** Does what an order says to the messages of a slice, inside of the caller's unit of work. */
final class OrderStatements {
    private static final String NOBODY = " and owner is null";
    private static final String SOMEBODY = " and owner is not null";
    private static final short LAST_UNFINISHED = StoredCode.of(RecipientState.HELD);

    private final EntityManager em;
    private final Verb verb;
    private final QueueSelection selection;
    private final Optional<Long> directive;

    /** @param now from when ages are counted back */
    OrderStatements(EntityManager em, Order order, Instant now) {
        this(em, order, now, Optional.empty());
    }

    private OrderStatements(EntityManager em, Order order, Instant now, Optional<Long> directive) {
        this.em = em;
        this.directive = directive;
        this.verb = order.verb();
        this.selection = new QueueSelection(order.selector(), now);
    }

    /** Whom it holds, it holds until it ends. */
    static OrderStatements ofDirective(EntityManager em, long directive, Order order, Instant now) {
        return new OrderStatements(
                em, order, now, Optional.of(directive).filter(id -> order.verb() instanceof Verb.Hold));
    }

    /** @return how many messages and recipients it is about */
    OrderCount count() {
        Object[] row = (Object[])
                meant(new Sql("select count(distinct message_id), count(*), count(owner) from recipient where 1 = 1"))
                        .on(em)
                        .getSingleResult();
        return new OrderCount(number(row[0]), number(row[1]), number(row[2]));
    }

    /** @return messages it is about, in ascending order, each as often as it has such recipients */
    List<Long> messages(long after, int limit) {
        Sql sql = meant(new Sql("select message_id from recipient where message_id > ?", after));
        return Sql.numbers(sql.add(" order by message_id").on(em).setMaxResults(limit));
    }

    SliceResult apply(QueueSlice slice) {
        List<Long> messages = VerbSql.mayEnd(verb) ? lockMessages(slice) : List.of();
        int untold = VerbSql.tells(verb) ? execute(VerbSql.remove(), slice, NOBODY + VerbSql.UNTOLD) : 0;
        int done = execute(change(), slice, NOBODY);
        int inFlight = VerbSql.reachesDeliveries(verb)
                ? execute(change(), slice, SOMEBODY)
                : Sql.numbers(within(new Sql("select count(*) from recipient"), slice, SOMEBODY)
                                .on(em))
                        .getFirst()
                        .intValue();
        List<Long> ended = messages.isEmpty() ? List.of() : end(messages);
        return new SliceResult(done + untold, inFlight, ended);
    }

    private Sql change() {
        Sql change = VerbSql.change(verb);
        directive.ifPresent(id -> change.add(", directive = ?", id));
        return change;
    }

    /** So that the end of one of their deliveries does not meet this half way. */
    private List<Long> lockMessages(QueueSlice slice) {
        Sql ids = within(new Sql("select distinct message_id from recipient"), slice, "");
        List<Long> messages = Sql.numbers(ids.on(em));
        return messages.isEmpty()
                ? messages
                : Sql.numbers(new Sql("select id from message where id in")
                        .addList(messages)
                        .add(" order by id for update")
                        .on(em));
    }

    /** Removes messages without recipients; those that only wait for their bounce get it. */
    private List<Long> end(List<Long> messages) {
        List<Long> ended = Sql.numbers(new Sql("select id from message where id in")
                .addList(messages)
                .add(" and not exists (select 1 from recipient r where r.message_id = message.id)")
                .on(em));
        new Sql("update message set bounce_due = true where bounce_due = false and id in")
                .addList(messages)
                .add(
                        " and exists (select 1 from recipient r where r.message_id = message.id)"
                                + " and not exists (select 1 from recipient r where r.message_id = message.id"
                                + " and r.state <= ?)",
                        LAST_UNFINISHED)
                .execute(em);
        if (!ended.isEmpty()) {
            new Sql(ContentGarbage.NOTE + " and id in").addList(ended).execute(em);
            new Sql("delete from message where id in").addList(ended).execute(em);
        }
        return ended;
    }

    private int execute(Sql sql, QueueSlice slice, String further) {
        return within(sql, slice, further).execute(em);
    }

    private Sql within(Sql sql, QueueSlice slice, String further) {
        return meant(sql.add(" where message_id > ? and message_id <= ?", slice.after(), slice.upTo()))
                .add(further);
    }

    private Sql meant(Sql sql) {
        return selection.narrow(VerbSql.narrow(sql, verb));
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }
}
