package org.pabal.ejb.queue;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** A native statement, put together piece by piece with the values of its question marks. */
final class Sql {
    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    Sql(String piece, Object... values) {
        add(piece, values);
    }

    /** @param piece has no question marks but those of the values */
    Sql add(String piece, Object... more) {
        text.append(piece);
        Collections.addAll(values, more);
        return this;
    }

    /** Adds {@code (?, ?, …)}.
     *
     * @param list not empty
     */
    Sql addList(Collection<Long> list) {
        text.append(" (")
                .append(String.join(", ", Collections.nCopies(list.size(), "?")))
                .append(')');
        values.addAll(list);
        return this;
    }

    Query on(EntityManager em) {
        StringBuilder numbered = new StringBuilder();
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            numbered.append(text.charAt(i));
            if (text.charAt(i) == '?') {
                numbered.append(++number);
            }
        }
        Query query = em.createNativeQuery(numbered.toString());
        for (int i = 0; i < values.size(); i++) {
            query.setParameter(i + 1, values.get(i));
        }
        return query;
    }

    int execute(EntityManager em) {
        return on(em).executeUpdate();
    }

    /** @return the one column of all rows */
    static List<Long> numbers(Query query) {
        List<?> rows = query.getResultList();
        return rows.stream().map(row -> ((Number) row).longValue()).toList();
    }
}
