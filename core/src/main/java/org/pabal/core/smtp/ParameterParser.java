package org.pabal.core.smtp;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.pabal.core.address.ForwardPath;
import org.pabal.core.address.ReversePath;
import org.pabal.core.queue.BodyType;

/** ESMTP parameters of MAIL: SIZE (RFC 1870) and BODY (RFC 6152). RCPT has none yet. */
final class ParameterParser {
    private static final int MAX_SIZE_DIGITS = 20;

    private OptionalLong size = OptionalLong.empty();
    private Optional<BodyType> body = Optional.empty();

    private ParameterParser() {}

    static Command mail(ReversePath sender, String text) {
        ParameterParser parser = new ParameterParser();
        int start = 0;
        while (start < text.length()) {
            int space = text.indexOf(' ', start);
            int end = space < 0 ? text.length() : space;
            Optional<SmtpReply> problem = end == start ? Optional.empty() : parser.take(text.substring(start, end));
            if (problem.isPresent()) {
                return new Command.Faulty(problem.get());
            }
            start = end + 1;
        }
        return new Command.Mail(sender, new MailParameters(parser.size, parser.body.orElse(BodyType.SEVEN_BIT)));
    }

    static Command recipient(ForwardPath path, String text) {
        return text.isEmpty() ? new Command.Recipient(path) : new Command.Faulty(Replies.UNKNOWN_PARAMETER);
    }

    private Optional<SmtpReply> take(String parameter) {
        int equals = parameter.indexOf('=');
        String keyword = equals < 0 ? parameter : parameter.substring(0, equals);
        String value = equals < 0 ? "" : parameter.substring(equals + 1);
        return switch (keyword.toUpperCase(Locale.ROOT)) {
            case "SIZE" -> takeSize(value);
            case "BODY" -> takeBody(value);
            default -> Optional.of(Replies.UNKNOWN_PARAMETER);
        };
    }

    private Optional<SmtpReply> takeSize(String digits) {
        boolean wellFormed = !digits.isEmpty()
                && digits.length() <= MAX_SIZE_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!wellFormed || size.isPresent()) {
            return Optional.of(Replies.BAD_PARAMETER);
        }
        // twenty digits may be more than a long holds, and are then too much for every limit
        size = OptionalLong.of(digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits));
        return Optional.empty();
    }

    private Optional<SmtpReply> takeBody(String value) {
        Optional<BodyType> declared = switch (value.toUpperCase(Locale.ROOT)) {
            case "7BIT" -> Optional.of(BodyType.SEVEN_BIT);
            case "8BITMIME" -> Optional.of(BodyType.EIGHT_BIT_MIME);
            default -> Optional.empty();
        };
        if (declared.isEmpty() || body.isPresent()) {
            return Optional.of(Replies.BAD_PARAMETER);
        }
        body = declared;
        return Optional.empty();
    }
}
