package org.pabal.ejb.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApplicationStartTest {
    private final List<String> events = new ArrayList<>();

    @Test
    void whatHasBegunEndsWhenTheRestCannotBegin() {
        Runnable begin = () -> {
            events.add("begins");
            throw new IllegalStateException("no scheduler");
        };

        assertThatThrownBy(() -> ApplicationStart.beginOrEnd(begin, () -> events.add("ends")))
                .hasMessage("no scheduler");
        assertThat(events).containsExactly("begins", "ends");
    }

    @Test
    void whatCouldBeginGoesOn() {
        ApplicationStart.beginOrEnd(() -> events.add("begins"), () -> events.add("ends"));

        assertThat(events).containsExactly("begins");
    }
}
