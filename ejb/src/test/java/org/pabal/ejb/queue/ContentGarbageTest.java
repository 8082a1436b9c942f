package org.pabal.ejb.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContentGarbageTest {
    private final QueueDatabase database = new QueueDatabase();
    private final ContentGarbage garbage = new ContentGarbage();

    @BeforeEach
    void connect() {
        garbage.dataSource = database.dataSource();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void goesAwayAFewChunksAtATime() {
        database.chunked(1, IntStream.range(0, 20).mapToObj(i -> "x").toArray(String[]::new));
        database.execute("insert into content_garbage (message_id) values (1)");

        assertThat(garbage.removeSome()).isTrue();
        assertThat(chunks(1)).isEqualTo(12);
        while (garbage.removeSome()) {}
        assertThat(chunks(1)).isZero();
        assertThat(database.number("select count(*) from content_garbage")).isZero();
    }

    @Test
    void isOnlyWhatWasNoted() {
        database.chunked(1, "x");
        database.chunked(2, "y");
        database.execute("insert into content_garbage (message_id) values (1)");

        while (garbage.removeSome()) {}
        assertThat(chunks(2)).isEqualTo(1);
    }

    private int chunks(long id) {
        return database.number("select count(*) from content_chunk where message_id = ?1", id);
    }
}
