package org.pabal.ejb.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    private final Snapshot<Integer> snapshot = new Snapshot<>(
            folder -> Integer.valueOf(folder.find("n").orElseThrow().text()));

    private static TextFolder folder(long generation, String text) {
        return new TextFolder(generation, List.of(StoredText.unset("n", text)));
    }

    @Test
    void isEmptyUntilLoadedAndThenNotOlderThanWhatWasLoaded() {
        assertThat(snapshot.find()).isNull();
        assertThat(snapshot.isOlderThan(1)).isFalse();
        assertThat(snapshot.load(folder(3, "30"))).isEqualTo(30);
        assertThat(snapshot.isOlderThan(3)).isFalse();
        assertThat(snapshot.isOlderThan(4)).isTrue();
    }

    @Test
    void aSlowReaderDoesNotPutAnOldMeaningOverANewOne() {
        snapshot.load(folder(5, "50"));
        assertThat(snapshot.load(folder(4, "40"))).isEqualTo(50);
        assertThat(snapshot.find()).isEqualTo(50);
    }

    @Test
    void whatCannotBeReadReplacesNothing() {
        snapshot.load(folder(5, "50"));
        assertThatThrownBy(() -> snapshot.load(folder(6, "fifty"))).isInstanceOf(IllegalArgumentException.class);
        assertThat(snapshot.find()).isEqualTo(50);
    }
}
