package org.pabal.core.smtp;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.pabal.core.address.ForwardPath;
import org.pabal.core.address.ReversePath;
import org.pabal.core.address.Utf8;
import org.pabal.core.queue.BodyType;
import org.pabal.core.queue.MailOptions;
import org.pabal.core.queue.Notify;
import org.pabal.core.queue.OriginalRecipient;
import org.pabal.core.queue.RecipientOptions;
import org.pabal.core.queue.ReturnedContent;
import org.pabal.core.queue.Xtext;

/**
 * ESMTP parameters (RFC 5321 §4.1.2). Of MAIL: SIZE (RFC 1870), BODY (RFC 6152, RFC 3030), SMTPUTF8 (RFC 6531), RET and ENVID (RFC
 * 3461); of RCPT: NOTIFY and ORCPT (RFC 3461). Each of them once.
 */
final class ParameterParser {
    private static final int MAX_SIZE_DIGITS = 20;

    private final Set<String> seen = new HashSet<>();
    private OptionalLong size = OptionalLong.empty();
    private BodyType body = BodyType.SEVEN_BIT;
    private boolean smtpUtf8;
    private Optional<ReturnedContent> returned = Optional.empty();
    private Optional<Xtext> envelopeId = Optional.empty();
    private Notify wish = Notify.UNSAID;
    private Optional<OriginalRecipient> original = Optional.empty();

    private ParameterParser() {}

    /** One parameter as it is written. */
    private record Parameter(String keyword, Optional<String> value) {
        static Parameter of(String text) {
            int equals = text.indexOf('=');
            return equals < 0
                    ? new Parameter(text.toUpperCase(Locale.ROOT), Optional.empty())
                    : new Parameter(
                            text.substring(0, equals).toUpperCase(Locale.ROOT),
                            Optional.of(text.substring(equals + 1)));
        }
    }

    /** Takes the value of a parameter, if it is one. */
    private interface Taker {
        /** @return whether it is one */
        boolean take(Parameter parameter);
    }

    static Command mail(ReversePath sender, String text) {
        ParameterParser parser = new ParameterParser();
        Optional<SmtpReply> problem = parser.each(text, true);
        if (problem.isPresent()) {
            return new Command.Faulty(problem.get());
        }
        if (!parser.smtpUtf8 && !sender.isAscii()) {
            return new Command.Faulty(Replies.SMTPUTF8_NEEDED);
        }
        MailOptions options = new MailOptions(parser.body, parser.smtpUtf8, parser.returned, parser.envelopeId);
        return new Command.Mail(sender, new MailParameters(parser.size, options));
    }

    static Command recipient(ForwardPath path, String text) {
        ParameterParser parser = new ParameterParser();
        Optional<SmtpReply> problem = parser.each(text, false);
        return problem.<Command>map(Command.Faulty::new)
                .orElseGet(() -> new Command.Recipient(path, new RecipientOptions(parser.wish, parser.original)));
    }

    private Optional<SmtpReply> each(String text, boolean ofMail) {
        Optional<SmtpReply> problem = Optional.empty();
        int start = 0;
        while (start < text.length() && problem.isEmpty()) {
            int space = text.indexOf(' ', start);
            int end = space < 0 ? text.length() : space;
            if (end > start) {
                problem = take(text.substring(start, end), ofMail);
            }
            start = end + 1;
        }
        return problem;
    }

    /** Of what is beyond ASCII an upper case letter could be in it: ſ is the lower case of an S, too. */
    private Optional<SmtpReply> take(String text, boolean ofMail) {
        boolean plain = Utf8.isAscii(text) || text.regionMatches(true, 0, "ORCPT=", 0, 6);
        return plain ? take(Parameter.of(text), ofMail) : Optional.of(Replies.BAD_PARAMETER);
    }

    private Optional<SmtpReply> take(Parameter parameter, boolean ofMail) {
        Optional<Taker> taker = ofMail ? ofMail(parameter.keyword()) : ofRecipient(parameter.keyword());
        if (taker.isEmpty()) {
            return Optional.of(Replies.UNKNOWN_PARAMETER);
        }
        return seen.add(parameter.keyword()) && taker.get().take(parameter)
                ? Optional.empty()
                : Optional.of(Replies.BAD_PARAMETER);
    }

    private Optional<Taker> ofMail(String keyword) {
        return switch (keyword) {
            case "SIZE" -> Optional.of(this::size);
            case "BODY" -> Optional.of(this::body);
            case "SMTPUTF8" -> Optional.of(this::smtpUtf8);
            case "RET" -> Optional.of(this::returned);
            case "ENVID" -> Optional.of(this::envelopeId);
            case "AUTH" -> Optional.of(ParameterParser::submitter);
            default -> Optional.empty();
        };
    }

    private Optional<Taker> ofRecipient(String keyword) {
        return switch (keyword) {
            case "NOTIFY" -> Optional.of(this::wish);
            case "ORCPT" -> Optional.of(this::original);
            default -> Optional.empty();
        };
    }

    private boolean size(Parameter parameter) {
        String digits = parameter.value().orElse("");
        boolean wellFormed = !digits.isEmpty()
                && digits.length() <= MAX_SIZE_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (wellFormed) {
            // twenty digits may be more than a long holds, and are then too much for every limit
            size = OptionalLong.of(digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits));
        }
        return wellFormed;
    }

    private boolean body(Parameter parameter) {
        Optional<BodyType> declared = switch (parameter.value().orElse("").toUpperCase(Locale.ROOT)) {
            case "7BIT" -> Optional.of(BodyType.SEVEN_BIT);
            case "8BITMIME" -> Optional.of(BodyType.EIGHT_BIT_MIME);
            case "BINARYMIME" -> Optional.of(BodyType.BINARY_MIME);
            default -> Optional.empty();
        };
        body = declared.orElse(body);
        return declared.isPresent();
    }

    private boolean smtpUtf8(Parameter parameter) {
        smtpUtf8 = parameter.value().isEmpty();
        return smtpUtf8;
    }

    private boolean returned(Parameter parameter) {
        returned = parameter.value().flatMap(ReturnedContent::parse);
        return returned.isPresent();
    }

    private boolean envelopeId(Parameter parameter) {
        envelopeId = parameter
                .value()
                .filter(value -> value.length() <= MailOptions.MAX_ENVELOPE_ID)
                .flatMap(Xtext::parse);
        return envelopeId.isPresent();
    }

    /** Who the peer says has submitted the message: we trust no peer with that, so it counts as unknown (RFC 4954 §5). */
    private static boolean submitter(Parameter parameter) {
        return parameter
                .value()
                .filter(value -> value.equals("<>") || Xtext.parse(value).isPresent())
                .isPresent();
    }

    private boolean wish(Parameter parameter) {
        Optional<Notify> said = parameter.value().flatMap(Notify::parse);
        wish = said.orElse(wish);
        return said.isPresent();
    }

    private boolean original(Parameter parameter) {
        original = parameter.value().flatMap(OriginalRecipient::parse);
        return original.isPresent();
    }
}
