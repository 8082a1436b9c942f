package org.pabal.ejb.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pabal.core.queue.QueueId;

class QueueCursorTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 1000, Long.MAX_VALUE})
    void comesBackAsItWent(long id) {
        QueueCursor cursor = new QueueCursor(new QueueId(id));

        assertThat(cursor.text()).matches("[A-Za-z0-9_-]+");
        assertThat(QueueCursor.parse(cursor.text())).contains(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "not a cursor", "AQAAAAAAAAAA", "AQAAAAAAAAAB=", "AgAAAAAAAAAB", "Af__________"})
    void anythingElseIsNone(String text) {
        assertThat(QueueCursor.parse(text)).isEmpty();
    }
}
