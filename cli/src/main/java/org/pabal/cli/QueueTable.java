package org.pabal.cli;

import static org.pabal.cli.text.Table.Column.FLEXIBLE;
import static org.pabal.cli.text.Table.Column.LEFT;
import static org.pabal.cli.text.Table.Column.RIGHT;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.pabal.cli.text.Messages;
import org.pabal.cli.text.Quantities;
import org.pabal.cli.text.Table;

/** Queued messages as a table: a row for each recipient, and under it what its last attempt came to. */
final class QueueTable {
    private final Surroundings surroundings;
    private final Messages messages;
    private final Instant now;
    private final ZoneId zone;

    QueueTable(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.messages = surroundings.messages();
        this.now = surroundings.clock().instant();
        this.zone = surroundings.zone();
    }

    List<String> lines(List<QueuedMail> mails) {
        Table table = new Table(
                List.of(RIGHT, RIGHT, RIGHT, FLEXIBLE, FLEXIBLE, LEFT, LEFT),
                List.of(
                        messages.of("queue.column.id"),
                        messages.of("queue.column.size"),
                        messages.of("queue.column.age"),
                        messages.of("queue.column.sender"),
                        messages.of("queue.column.recipient"),
                        messages.of("queue.column.state"),
                        messages.of("queue.column.next", Quantities.zone(now, zone))));
        mails.forEach(mail -> add(mail, table));
        return table.lines(surroundings.terminal().columns());
    }

    private void add(QueuedMail mail, Table table) {
        boolean first = true;
        for (QueuedMail.Recipient recipient : mail.recipients()) {
            String next = recipient.inFlight()
                    ? ""
                    : recipient
                            .nextAttempt()
                            .map(time -> Quantities.shortTime(time, zone))
                            .orElse("");
            table.row(List.of(
                    first ? Long.toString(mail.id()) : "",
                    first ? Quantities.size(mail.octets()) : "",
                    first ? Quantities.age(Duration.between(mail.arrived(), now)) : "",
                    first ? "<" + mail.sender() + ">" : "",
                    recipient.address(),
                    messages.state(recipient.inFlight() ? "sending" : recipient.state()),
                    next));
            recipient.lastReport().ifPresent(report -> table.note(report(recipient, report)));
            first = false;
        }
    }

    private String report(QueuedMail.Recipient recipient, String report) {
        String line = report.strip().replace("\n", " / ");
        return recipient.attempts() == 0 ? line : messages.of("queue.report", recipient.attempts(), line);
    }
}
