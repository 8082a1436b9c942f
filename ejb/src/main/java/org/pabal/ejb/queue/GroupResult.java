package org.pabal.ejb.queue;

import java.util.List;

/**
 * What a committed group meant for whole messages.
 *
 * @param ended nothing is left of them
 * @param bounceDue all recipients are done and some failed
 */
public record GroupResult(List<Long> ended, List<Long> bounceDue) {
    public GroupResult {
        ended = List.copyOf(ended);
        bounceDue = List.copyOf(bounceDue);
    }
}
