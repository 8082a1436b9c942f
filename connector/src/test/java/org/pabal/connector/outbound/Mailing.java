package org.pabal.connector.outbound;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.pabal.connector.tls.ClientTls;
import org.pabal.core.address.DomainName;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.message.Content;
import org.pabal.core.queue.BodyType;
import org.pabal.core.queue.DeliveryOutcome;
import org.pabal.core.queue.DeliveryOutcome.Delivered;
import org.pabal.core.smtp.client.EightBit;
import org.pabal.core.smtp.client.NextHops;
import org.pabal.core.smtp.client.NextHops.Hop;
import org.pabal.core.smtp.client.OutboundMessage;
import org.pabal.core.smtp.client.OutboundTerms;
import org.pabal.core.smtp.client.TimeoutTable;
import org.pabal.core.smtp.client.Transport;

/** Messages for scripted hosts. */
final class Mailing {
    static final OutboundTerms PATIENT = OutboundTerms.of(new DomainName("mx.local.test"));
    /** For hosts that keep us waiting; long enough for what a busy machine does before that. */
    static final OutboundTerms HASTY = new OutboundTerms(
            new DomainName("mx.local.test"), Duration.ofSeconds(5), Duration.ofMillis(1_500), EightBit.CONVERT);

    static final Delivered ACCEPTED = new Delivered("127.0.0.1 accepted message.\nRemote host said: 250 ok 7\n");

    private Mailing() {}

    static SmtpSender sender(ReuseLimits limits) {
        return new SmtpSender(
                limits, new ClientTls(""), new TimeoutTable(TimeoutTable.SIZE, RandomGenerator.getDefault()));
    }

    static OutboundMessage message(String content, String... recipients) {
        return message(new Content.InMemory(content.getBytes(StandardCharsets.ISO_8859_1)), recipients);
    }

    static OutboundMessage message(Content content, String... recipients) {
        return new OutboundMessage(
                ReversePath.require("s@local.test"),
                Arrays.stream(recipients).map(EmailAddress::require).toList(),
                BodyType.SEVEN_BIT,
                content);
    }

    /** One small message to a@ext.test. */
    static List<DeliveryOutcome> deliver(Transport sender, OutboundTerms terms, Hop... hops) {
        return sender.deliver(message("hi\n", "a@ext.test"), new NextHops(List.of(hops)), terms);
    }

    /** An address where nobody listens. */
    static Hop nobody() throws IOException {
        try (ServerSocket closedAgain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Hop("nobody.test", closedAgain.getInetAddress(), closedAgain.getLocalPort());
        }
    }
}
