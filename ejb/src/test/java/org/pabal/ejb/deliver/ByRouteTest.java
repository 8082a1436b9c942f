package org.pabal.ejb.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.operations.Relay;
import org.pabal.core.queue.BodyType;
import org.pabal.core.queue.Channel;
import org.pabal.core.queue.DeliveryOutcome;
import org.pabal.core.queue.MailOptions;
import org.pabal.core.queue.QueueId;
import org.pabal.core.queue.RecipientOptions;
import org.pabal.core.routing.SmtpRoutes;
import org.pabal.ejb.queue.DueMail;
import org.pabal.ejb.queue.DueRecipient;
import org.pabal.ejb.queue.Share;

class ByRouteTest {
    private static final DueMail MAIL = new DueMail(
            new QueueId(1),
            ReversePath.require("a@b.test"),
            MailOptions.of(BodyType.SEVEN_BIT),
            Instant.EPOCH,
            3,
            false,
            false);
    private static final SmtpRoutes ROUTES = SmtpRoutes.require(List.of("far.test:hub.test"));

    private static DueRecipient recipient(String address, Optional<Relay> relay) {
        return new DueRecipient(
                MAIL, 0, Channel.REMOTE, EmailAddress.require(address), RecipientOptions.NONE, Share.FEW, relay);
    }

    @Test
    void whoGoesElsewhereGoesAlone() {
        List<DueRecipient> group = List.of(
                recipient("a@far.test", Optional.empty()),
                recipient("b@far.test", Optional.of(new Relay("other.test"))),
                recipient("c@far.test", Optional.of(new Relay("hub.test:25"))));
        List<String> transactions = new ArrayList<>();

        List<DeliveryOutcome> outcomes =
                ByRoute.deliver(group, recipient -> recipient.route(ROUTES), (route, recipients) -> {
                    transactions.add(route + " " + recipients.size());
                    return recipients.stream()
                            .<DeliveryOutcome>map(
                                    r -> new DeliveryOutcome.Failed(r.address().text()))
                            .toList();
                });

        assertThat(transactions).hasSize(2);
        assertThat(transactions.getFirst()).contains("hub.test").endsWith(" 2");
        assertThat(transactions.getLast()).contains("other.test").endsWith(" 1");
        assertThat(outcomes)
                .extracting(DeliveryOutcome::text)
                .containsExactly("a@far.test", "b@far.test", "c@far.test");
    }
}
