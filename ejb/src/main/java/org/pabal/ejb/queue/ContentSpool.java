package org.pabal.ejb.queue;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.pabal.core.message.Content;
import org.pabal.core.queue.QueueId;
import org.pabal.ejb.database.PabalDatabase;

/**
 * Contents in the database: written piece by piece while they arrive, read piece by piece when they leave. Each piece is a unit
 * of work of its own, whatever the caller is in.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.NOT_SUPPORTED)
public class ContentSpool {
    /** Larger contents are not held in memory. */
    public static final int PIECE = 256 * 1024;

    @Resource(lookup = PabalDatabase.JNDI)
    DataSource dataSource;

    @Inject
    NodeLease node;

    /**
     * Stores one piece of a content that is still arriving, in a unit of work of its own. Nobody sees it before the
     * message row is committed.
     */
    public void append(QueueId id, int position, byte[] piece) {
        try (Connection connection = dataSource.getConnection()) {
            if (position == 0) {
                try (PreparedStatement begin = connection.prepareStatement(
                        "insert into reception (message_id, node_id, started_at) values (?, ?, current_timestamp)")) {
                    begin.setLong(1, id.value());
                    begin.setLong(2, node.id());
                    begin.executeUpdate();
                }
            }
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into content_chunk (message_id, position, octets) values (?, ?, ?)")) {
                insert.setLong(1, id.value());
                insert.setInt(2, position);
                insert.setBytes(3, piece);
                insert.executeUpdate();
            }
        } catch (SQLException e) {
            throw new QueueUnavailableException("a piece of a content could not be stored", e);
        }
    }

    /** Forgets the pieces of a content that will not become a message. */
    public void discard(QueueId id) {
        try (Connection connection = dataSource.getConnection()) {
            // in this order: a crash in between leaves two notes, and none is harmful
            for (String statement : new String[] {
                "insert into content_garbage (message_id) select message_id from reception where message_id = ?",
                "delete from reception where message_id = ?"
            }) {
                try (PreparedStatement update = connection.prepareStatement(statement)) {
                    update.setLong(1, id.value());
                    update.executeUpdate();
                }
            }
        } catch (SQLException e) {
            throw new QueueUnavailableException("the pieces of a content could not be removed", e);
        }
    }

    /** @return the content of a queued message, if there is such a message; one piece at a time is in memory */
    public Optional<Content> find(QueueId id) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select octets, content from message where id = ?")) {
            select.setLong(1, id.value());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                byte[] whole = row.getBytes(2);
                return Optional.of(whole == null ? new Pieces(this, id, row.getLong(1)) : new Content.InMemory(whole));
            }
        } catch (SQLException e) {
            throw new QueueUnavailableException("a content could not be read", e);
        }
    }

    /** @return the piece at this position, if there are as many */
    public Optional<byte[]> piece(QueueId id, int position) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select octets from content_chunk where message_id = ? and position = ?")) {
            select.setLong(1, id.value());
            select.setInt(2, position);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new QueueUnavailableException("a piece of a content could not be read", e);
        }
    }

    /** A content that is read a piece at a time, each in a short unit of work. */
    private record Pieces(ContentSpool spool, QueueId id, long octets) implements Content {
        @Override
        public InputStream open() {
            return new PieceStream(this);
        }
    }

    private static final class PieceStream extends InputStream {
        private final Pieces source;
        private byte[] piece = new byte[0];
        private int next;
        private int position;
        private long remaining;

        PieceStream(Pieces source) {
            this.source = source;
            this.remaining = source.octets();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (next == piece.length) {
                if (remaining == 0) {
                    return -1;
                }
                advance();
            }
            int taken = Math.min(length, piece.length - next);
            System.arraycopy(piece, next, buffer, offset, taken);
            next += taken;
            return taken;
        }

        private void advance() throws IOException {
            try {
                piece = source.spool()
                        .piece(source.id(), position++)
                        .orElseThrow(() -> new IOException("message " + source.id() + " lacks a piece of its content"));
            } catch (QueueUnavailableException e) {
                throw new IOException("the content of message " + source.id() + " cannot be read just now", e);
            }
            remaining -= piece.length;
            next = 0;
        }
    }
}
