package org.pabal.ejb.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.queue.BodyType;
import org.pabal.core.queue.Channel;
import org.pabal.core.queue.MailOptions;
import org.pabal.core.queue.QueueId;
import org.pabal.core.queue.RecipientOptions;
import org.pabal.core.queue.RecipientState;

/** A sender is told once that a recipient waits. */
class DelayWarningTest {
    private final QueueDatabase database = new QueueDatabase();
    private final QueueId id = database.message(5, "s@x.test", "hi");

    @BeforeEach
    void twoRecipients() {
        database.recipient(id, "a@far.test", Channel.REMOTE, RecipientState.WAITING, QueueDatabase.NODE);
        database.recipient(id, "b@far.test", Channel.REMOTE, RecipientState.WAITING, QueueDatabase.NODE);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private interface Work {
        void with(OutcomeStatements statements) throws SQLException;
    }

    private void changes(Work work) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            work.with(new OutcomeStatements(connection, QueueDatabase.NODE));
        }
    }

    private RecipientOutcome deferred(int position, boolean late) {
        DueMail mail = new DueMail(
                id,
                ReversePath.require("s@x.test"),
                MailOptions.of(BodyType.SEVEN_BIT),
                QueueDatabase.BIRTH,
                2,
                false,
                false);
        return new RecipientOutcome.Deferred(
                new DueRecipient(
                        mail,
                        position,
                        Channel.REMOTE,
                        EmailAddress.require("x@far.test"),
                        RecipientOptions.NONE,
                        Share.FEW),
                new RecipientOutcome.Times(QueueDatabase.BIRTH, QueueDatabase.LATER, late),
                "later\n");
    }

    private int due() {
        return database.number("select count(*) from delay_warning where message_id = 5");
    }

    @Test
    void recipientsThatAreLateTogetherAreToldOfTogether() throws SQLException {
        changes(s -> s.apply(List.of(deferred(0, true), deferred(1, true))));

        assertThat(due()).isEqualTo(1);
    }

    @Test
    void whatIsNotLateIsNotTold() throws SQLException {
        changes(s -> s.apply(List.of(deferred(0, false))));

        assertThat(due()).isZero();
    }

    @Test
    void whatWasToldIsNotToldAgain() throws SQLException {
        NewMail.Report told = new NewMail.Report.DelayWarning(id);
        changes(s -> s.apply(List.of(deferred(0, true))));
        changes(s -> s.settle(told));
        assertThat(due()).isZero();

        changes(s -> s.apply(List.of(deferred(0, true))));
        assertThat(due()).isZero();
        // nor by a node that was slower
        assertThatThrownBy(() -> changes(s -> s.settle(told))).isInstanceOf(SQLException.class);
    }
}
