package org.pabal.core.bounce;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.bounce.ReportedRecipient.Action;
import org.pabal.core.message.Content;
import org.pabal.core.message.EnclosedContent;
import org.pabal.core.message.HeaderSection;
import org.pabal.core.queue.BodyType;
import org.pabal.core.queue.MailOptions;
import org.pabal.core.queue.ReturnedContent;

/**
 * Writes reports of delivery (RFC 6522 multipart/report): a text for people, which for failures is {@link BounceMessage}'s, the
 * delivery status for programs (RFC 3464), and the message or its header section.
 *
 * @param from {@code bouncefrom@bouncehost}
 * @param boundary a text that no message has: at least 128 random bits, as letters and digits
 */
public record DeliveryReport(EmailAddress from, String boundary) {
    /** octets of a message that still comes back whole; of a larger one only its header section does */
    static final long MAX_RETURNED = 1 << 20;

    private static final String ASKED = "You asked to be told what has become of your message.\n\n";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm:ss '-0000'", Locale.US)
            .withZone(ZoneOffset.UTC);

    /**
     * A message whose recipients are all finished, or late.
     *
     * @param recipients those that are to be told of, in order
     * @param times from when until when it is tried
     */
    public record Subject(List<ReportedRecipient> recipients, MailOptions options, Times times, Content content) {
        public Subject {
            recipients = List.copyOf(recipients);
        }

        List<FailedRecipient> failures() {
            return recipients.stream()
                    .filter(r -> r.action() == Action.FAILED)
                    .map(ReportedRecipient::told)
                    .toList();
        }

        boolean hasFailure() {
            return !failures().isEmpty();
        }

        boolean isLate() {
            return recipients.stream().anyMatch(r -> r.action() == Action.DELAYED);
        }

        String title() {
            return hasFailure() ? "failure notice" : isLate() ? "delay notice" : "delivery notice";
        }

        boolean isFailureOnly() {
            return failures().size() == recipients.size();
        }

        /**
         * As qmail does, unless the sender asks for less, or the message is large: it may be somebody else's whose address was
         * forged. For success alone, or of a binary message, never (RFC 3461 §4.3).
         */
        boolean isReturnedWhole() {
            return hasFailure()
                    && content.octets() <= MAX_RETURNED
                    && options.body() != BodyType.BINARY_MIME
                    && options.returned().orElse(ReturnedContent.FULL) == ReturnedContent.FULL;
        }
    }

    /**
     * @param arrival when we took the message
     * @param retryUntil when we give up
     */
    public record Times(Instant arrival, Instant retryUntil) {}

    /**
     * @param now goes into the Date field
     * @return the whole report, which reads the subject's content again whenever it is read
     * @throws IOException if the header section cannot be read
     */
    public Content compose(BouncePolicy.Notice notice, Subject subject, Instant now) throws IOException {
        StringBuilder text = new StringBuilder()
                .append("Date: ")
                .append(DATE.format(now))
                .append("\nFrom: ")
                .append(from.toSmtp())
                .append("\nTo: ")
                .append(notice.recipient().toSmtp())
                .append("\nSubject: ")
                .append(subject.title())
                .append(
                        "\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status;\n boundary=\"")
                .append(boundary)
                .append("\"\n");
        part(text, "text/plain; charset=utf-8").append(explanation(notice, subject));
        part(text, "message/delivery-status").append(status(subject));
        part(text, copyType(subject));
        Content copy = subject.isReturnedWhole() ? subject.content() : HeaderSection.of(subject.content());
        return new EnclosedContent(octets(text.toString()), copy, octets("\n--" + boundary + "--\n"));
    }

    private StringBuilder part(StringBuilder text, String type) {
        return text.append("\n--")
                .append(boundary)
                .append("\nContent-Type: ")
                .append(type)
                .append("\nContent-Transfer-Encoding: 8bit\n\n");
    }

    private String explanation(BouncePolicy.Notice notice, Subject subject) {
        StringBuilder text = new StringBuilder();
        if (subject.hasFailure()) {
            text.append(BounceMessage.explanation(from, notice, subject.failures()));
        } else {
            // not "Hi.", by which programs know a report of failures (QSBMF)
            text.append("This is the qmail-send program at ")
                    .append(from.domain().text())
                    .append(".\n")
                    .append(subject.isLate() ? late(subject) : ASKED);
        }
        subject.recipients().stream().filter(r -> r.action() != Action.FAILED).forEach(r -> text.append(told(r)));
        return text.append(BounceMessage.separator(notice))
                .append("\n\n")
                .append(BounceMessage.returnPathField(notice))
                .toString();
    }

    private static String late(Subject subject) {
        return "Your message has not reached the following addresses yet.\nIt is tried again until "
                + DATE.format(subject.times().retryUntil())
                + "; you need not send it again.\n\n";
    }

    private static String told(ReportedRecipient recipient) {
        String address = FailedRecipient.plain(recipient.told().address().replace('\n', '_'));
        return switch (recipient.action()) {
            case DELIVERED -> "It was delivered to " + address + ".\n\n";
            case RELAYED -> "It was handed on for " + address + " to a host that sends no notices like this one.\n\n";
            case DELAYED -> recipient.told().paragraph();
            case FAILED -> throw new IllegalArgumentException("failures are told by BounceMessage");
        };
    }

    private String status(Subject subject) {
        StringBuilder fields = new StringBuilder("Reporting-MTA: dns; ")
                .append(from.domain().ascii())
                .append('\n');
        subject.options()
                .envelopeId()
                .ifPresent(id -> fields.append("Original-Envelope-Id: ")
                        .append(id.decoded())
                        .append('\n'));
        fields.append("Arrival-Date: ")
                .append(DATE.format(subject.times().arrival()))
                .append('\n');
        String retryUntil = DATE.format(subject.times().retryUntil());
        subject.recipients().forEach(r -> fields.append('\n').append(r.fields(retryUntil)));
        return fields.toString();
    }

    /** RFC 6533 §4 for a message that may have more than ASCII in its header section. */
    private static String copyType(Subject subject) {
        if (subject.isReturnedWhole()) {
            return subject.options().smtpUtf8() ? "message/global" : "message/rfc822";
        }
        return subject.options().smtpUtf8() ? "message/global-headers" : "text/rfc822-headers";
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
