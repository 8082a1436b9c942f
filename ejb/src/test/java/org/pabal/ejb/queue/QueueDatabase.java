package org.pabal.ejb.queue;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.pabal.core.queue.Channel;
import org.pabal.core.queue.QueueId;
import org.pabal.core.queue.RecipientState;

/** An empty queue in a database in memory, made by the same migrations and read by the same provider as in the server. */
final class QueueDatabase implements AutoCloseable {
    static final Instant BIRTH = Instant.parse("2026-03-01T10:00:00Z");
    static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");
    static final long NODE = 7;

    private static final String URL = "jdbc:h2:mem:queue;DB_CLOSE_DELAY=-1";
    private static final EntityManagerFactory FACTORY = migrated();

    final EntityManager em = FACTORY.createEntityManager();

    QueueDatabase() {
        for (String table : List.of("message", "recipient", "content_chunk", "content_garbage", "delay_warning")) {
            execute("delete from " + table);
        }
    }

    private static EntityManagerFactory migrated() {
        Flyway.configure()
                .dataSource(URL, "", "")
                .placeholders(Map.of("octets", "varbinary"))
                .load()
                .migrate();
        return Persistence.createEntityManagerFactory(
                "queue-test", Map.of("jakarta.persistence.jdbc.url", URL, "jakarta.persistence.jdbc.user", ""));
    }

    DataSource dataSource() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(URL);
        return source;
    }

    <T> T inUnitOfWork(Supplier<T> work) {
        em.getTransaction().begin();
        T result = work.get();
        em.getTransaction().commit();
        em.clear();
        return result;
    }

    /** A message without a recipient yet, of {@code content.length()} octets. */
    QueueId message(long id, String sender, String content) {
        QueuedMessage row = new QueuedMessage();
        row.id = id;
        row.sender = sender;
        row.octets = content.length();
        row.birth = OffsetDateTime.ofInstant(BIRTH, ZoneOffset.UTC);
        row.recipients = 1;
        row.content = content.getBytes(StandardCharsets.UTF_8);
        return persisted(row, id);
    }

    /** A message whose content is in chunks. */
    QueueId chunked(long id, String... chunks) {
        QueuedMessage row = new QueuedMessage();
        row.id = id;
        row.sender = "";
        row.octets = String.join("", chunks).length();
        row.birth = OffsetDateTime.ofInstant(BIRTH, ZoneOffset.UTC);
        row.recipients = 1;
        persisted(row, id);
        for (int i = 0; i < chunks.length; i++) {
            byte[] octets = chunks[i].getBytes(StandardCharsets.UTF_8);
            int position = i;
            execute(
                    "insert into content_chunk (message_id, position, octets) values (?1, ?2, ?3)",
                    id,
                    position,
                    octets);
        }
        return new QueueId(id);
    }

    void recipient(QueueId message, String address, Channel channel, RecipientState state) {
        recipient(message, address, channel, state, null);
    }

    void recipient(QueueId message, String address, Channel channel, RecipientState state, @Nullable Long owner) {
        QueuedRecipient row = new QueuedRecipient();
        row.messageId = message.value();
        row.position = number("select count(*) from recipient where message_id = ?1", message.value());
        row.address = address;
        row.channel = StoredCode.of(channel);
        row.state = StoredCode.of(state);
        row.nextAttempt = OffsetDateTime.ofInstant(LATER, ZoneOffset.UTC);
        row.owner = owner;
        persisted(row, message.value());
    }

    int number(String query, Object... parameters) {
        var prepared = em.createNativeQuery(query);
        for (int i = 0; i < parameters.length; i++) {
            prepared.setParameter(i + 1, parameters[i]);
        }
        return ((Number) prepared.getSingleResult()).intValue();
    }

    int execute(String statement, Object... parameters) {
        return inUnitOfWork(() -> {
            var prepared = em.createNativeQuery(statement);
            for (int i = 0; i < parameters.length; i++) {
                prepared.setParameter(i + 1, parameters[i]);
            }
            return prepared.executeUpdate();
        });
    }

    private QueueId persisted(Object row, long id) {
        return inUnitOfWork(() -> {
            em.persist(row);
            return new QueueId(id);
        });
    }

    @Override
    public void close() {
        em.close();
    }
}
