package org.pabal.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskProgressTest {
    @Test
    void growsAndIsReadBack() {
        TaskProgress counted = TaskProgress.of(4500).plus(100, 0).plus(20, 3);
        TaskProgress uncounted = TaskProgress.uncounted().plus(7, 0);

        assertThat(counted.text()).isEqualTo("120/4500+3");
        assertThat(uncounted.text()).isEqualTo("7");
        assertThat(TaskProgress.parse(counted.text())).contains(counted);
        assertThat(TaskProgress.parse(uncounted.text())).contains(uncounted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "1/", "/2", "1/2/3", "1/2+", "+3", "99999999999999999999"})
    void anythingElseIsNoProgress(String text) {
        assertThat(TaskProgress.parse(text)).isEmpty();
    }
}
