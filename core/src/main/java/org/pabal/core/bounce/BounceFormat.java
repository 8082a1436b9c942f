package org.pabal.core.bounce;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.pabal.core.message.Content;

/** The control setting bounceformat. */
public enum BounceFormat {
    /** {@link DeliveryReport} */
    REPORT,
    /** {@link BounceMessage}, for what qmail has a form for: failures, with the whole message */
    QSBMF;

    /** @throws IllegalArgumentException with a clause, if it is none of the words */
    public static BounceFormat require(String word) {
        return Arrays.stream(values())
                .filter(choice -> choice.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("it is none of these words"));
    }

    /** @throws IOException if the header section cannot be read */
    public Content compose(
            DeliveryReport report, BouncePolicy.Notice notice, DeliveryReport.Subject subject, Instant now)
            throws IOException {
        boolean plain = this == QSBMF && subject.isReturnedWhole() && subject.isFailureOnly();
        return plain
                ? new BounceMessage(report.from()).compose(notice, subject.failures(), subject.content(), now)
                : report.compose(notice, subject, now);
    }
}
