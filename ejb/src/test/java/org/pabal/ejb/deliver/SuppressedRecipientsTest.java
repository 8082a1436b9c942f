package org.pabal.ejb.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.bounce.Suppression;
import org.pabal.core.queue.BodyType;
import org.pabal.core.queue.Channel;
import org.pabal.core.queue.DeliveryOutcome;
import org.pabal.core.queue.MailOptions;
import org.pabal.core.queue.QueueId;
import org.pabal.core.queue.RecipientOptions;
import org.pabal.ejb.queue.DueGroup;
import org.pabal.ejb.queue.DueMail;
import org.pabal.ejb.queue.DueRecipient;
import org.pabal.ejb.queue.Share;
import org.pabal.ejb.suppression.Suppressions;

class SuppressedRecipientsTest {
    private static final Instant UNTIL = Instant.parse("2026-11-02T06:07:08Z");

    private final Map<String, Suppression> list = new HashMap<>();
    private final List<String> judged = new ArrayList<>();
    private final List<String> tried = new ArrayList<>();
    private final SuppressedRecipients suppressed = new SuppressedRecipients(new Suppressions() {
        @Override
        public Map<String, Suppression> known(Collection<EmailAddress> addresses) {
            return list;
        }

        @Override
        public void judge(EmailAddress address, DeliveryOutcome outcome, Optional<Suppression> known) {
            judged.add(address + " " + outcome.text()
                    + known.map(Suppression::failures).orElse(0));
        }
    });

    private void knows(String key, boolean listed) {
        list.put(key, new Suppression(key, listed, 2, "unknown-user", "no such user\n", UNTIL));
    }

    /** @return reports, in the order of the recipients; those that are tried are told so */
    private List<String> attempt(String... addresses) {
        DueMail mail = new DueMail(
                new QueueId(1),
                ReversePath.require("s@x.test"),
                MailOptions.of(BodyType.SEVEN_BIT),
                UNTIL,
                3,
                false,
                false);
        List<DueRecipient> recipients = IntStream.range(0, addresses.length)
                .mapToObj(i -> new DueRecipient(
                        mail, i, Channel.REMOTE, EmailAddress.require(addresses[i]), RecipientOptions.NONE, Share.FEW))
                .toList();
        return suppressed
                .around(
                        new DueGroup(7, Channel.REMOTE, recipients),
                        group -> group.recipients().stream()
                                .map(recipient -> {
                                    tried.add(recipient.address().text());
                                    return (DeliveryOutcome)
                                            new DeliveryOutcome.Delivered("took " + recipient.address() + ";");
                                })
                                .toList())
                .stream()
                .map(DeliveryOutcome::text)
                .toList();
    }

    @Test
    void whoeverIsListedFailsAndTheOthersAreTried() {
        knows("gone@far.test", true);
        knows("odd@far.test", false);

        assertThat(attempt("a@far.test", "gone@FAR.test", "odd@far.test"))
                .containsExactly(
                        "took a@far.test;",
                        "Sorry, I don't try this address before 2026-11-02T06:07:08Z, since mail to it failed for good."
                                + " (#5.1.1)\nno such user\n",
                        "took odd@far.test;");
        assertThat(judged).containsExactly("a@far.test took a@far.test;0", "odd@far.test took odd@far.test;2");
    }

    @Test
    void whereAllAreListedNobodyIsTried() {
        knows("gone@far.test", true);

        assertThat(attempt("gone@far.test", "gone@far.test")).hasSize(2).allMatch(text -> text.startsWith("Sorry"));
        assertThat(tried).isEmpty();
        assertThat(judged).isEmpty();
    }
}
