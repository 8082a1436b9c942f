package org.pabal.core.smtp.client;

import java.io.IOException;
import java.util.Optional;
import org.pabal.core.mime.SevenBit;
import org.pabal.core.queue.DeliveryOutcome;
import org.pabal.core.queue.DeliveryOutcome.Deferred;
import org.pabal.core.queue.DeliveryOutcome.Failed;

/**
 * A message in the form that one host takes.
 *
 * @param refusal why there is none
 */
record Fitting(OutboundMessage message, Optional<DeliveryOutcome> refusal) {
    /** Reads the content, where the host takes seven bits only. */
    static Fitting of(OutboundMessage message, Capabilities capabilities, EightBit eightBit, Reports reports) {
        // who takes SMTPUTF8 takes eight bits (RFC 6531 §3.1)
        boolean taken = capabilities.offers(Extension.EIGHT_BIT_MIME) || capabilities.offers(Extension.SMTPUTF8);
        if (taken || message.isBinary() || eightBit == EightBit.SEND) {
            return as(message);
        }
        try {
            if (eightBit == EightBit.CONVERT) {
                return converted(message, reports);
            }
            return SevenBit.isEightBit(message.content())
                    ? refused(message, new Failed(reports.needsEightBit()))
                    : as(message);
        } catch (IOException unreadable) {
            return refused(message, new Deferred(Reports.UNREADABLE));
        }
    }

    private static Fitting converted(OutboundMessage message, Reports reports) throws IOException {
        return switch (SevenBit.of(message.content())) {
            case SevenBit.Result.AsItIs same -> as(message);
            case SevenBit.Result.Converted converted ->
                as(new OutboundMessage(message.envelope(), converted.content()));
            case SevenBit.Result.Impossible impossible ->
                refused(message, new Failed(reports.cannotBeConverted(impossible.why())));
        };
    }

    private static Fitting as(OutboundMessage message) {
        return new Fitting(message, Optional.empty());
    }

    private static Fitting refused(OutboundMessage message, DeliveryOutcome refusal) {
        return new Fitting(message, Optional.of(refusal));
    }
}
