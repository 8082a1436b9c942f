package org.pabal.core.smtp.client;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pabal.core.queue.DeliveryOutcome;

/** What is settled about the recipients of one transaction. The first word about a recipient stands, unless all are taken back. */
final class Outcomes {
    private final int recipients;
    private final Map<Integer, DeliveryOutcome> settled = new TreeMap<>();

    Outcomes(int recipients) {
        this.recipients = recipients;
    }

    void settle(int recipient, DeliveryOutcome outcome) {
        settled.putIfAbsent(recipient, outcome);
    }

    void settleRest(DeliveryOutcome outcome) {
        for (int i = 0; i < recipients; i++) {
            settle(i, outcome);
        }
    }

    /** Takes back every word so far. */
    void settleAnew(DeliveryOutcome outcome) {
        settled.clear();
        settleRest(outcome);
    }

    boolean isSettled(int recipient) {
        return settled.containsKey(recipient);
    }

    boolean anyOpen() {
        return settled.size() < recipients;
    }

    /** @return one for each recipient, in their order */
    List<DeliveryOutcome> all() {
        if (anyOpen()) {
            throw new IllegalStateException("recipients without an outcome");
        }
        return List.copyOf(settled.values());
    }
}
