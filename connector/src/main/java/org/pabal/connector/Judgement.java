package org.pabal.connector;

import jakarta.resource.spi.UnavailableException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.qmtp.Request;
import org.pabal.core.qmtp.RequestParser.Form;
import org.pabal.core.queue.BodyType;
import org.pabal.core.queue.Envelope;
import org.pabal.core.smtp.Decision;
import org.pabal.core.smtp.Limits;
import org.pabal.core.smtp.MailParameters;
import org.pabal.core.smtp.Reception;
import org.pabal.core.smtp.Replies;
import org.pabal.core.smtp.SessionTerms;
import org.pabal.core.smtp.SmtpEndpoint;
import org.pabal.core.smtp.SmtpEndpoint.Hello;
import org.pabal.core.smtp.SmtpReply;
import org.pabal.core.smtp.Verdicts;

/** Puts a whole message to the application, with the same questions in the same order as a session of SMTP does. */
final class Judgement {
    private final SessionTerms terms;
    private final Form form;
    private final Application application;
    private final Lifeline lifeline;
    /** of the request */
    private Verdicts verdicts = Verdicts.NONE;
    /** recipients refused for good since the last message that was taken */
    private int errors;

    Judgement(SessionTerms terms, Form form, Application application, Lifeline lifeline) {
        this.terms = terms;
        this.form = form;
        this.application = application;
        this.lifeline = lifeline;
    }

    /** @return an answer for each recipient; in QMQP, which takes all or none, a single one */
    List<SmtpReply> of(Request request, HeldContent content) throws UnavailableException {
        verdicts = Verdicts.NONE;
        int count = request.recipients().size() + request.excess();
        Optional<SmtpReply> refused = request.refusal();
        if (refused.isEmpty()) {
            refused = sender(request.sender());
        }
        if (refused.isPresent()) {
            return Collections.nCopies(form == Form.QMQP ? 1 : count, refused.get());
        }
        List<Optional<SmtpReply>> refusals = refusals(request);
        return form == Form.QMQP ? List.of(all(request, refusals, content)) : each(request, refusals, content);
    }

    private SmtpReply all(Request request, List<Optional<SmtpReply>> refusals, HeldContent content)
            throws UnavailableException {
        Optional<SmtpReply> first = refusals.stream().flatMap(Optional::stream).findFirst();
        if (first.isPresent()) {
            return first.get();
        }
        return refusals.isEmpty() ? Replies.BAD_RECIPIENT : commit(request, request.recipients(), content);
    }

    private List<SmtpReply> each(Request request, List<Optional<SmtpReply>> refusals, HeldContent content)
            throws UnavailableException {
        List<String> accepted = IntStream.range(0, request.recipients().size())
                .filter(i -> refusals.get(i).isEmpty())
                .mapToObj(request.recipients()::get)
                .toList();
        if (accepted.isEmpty()) {
            return refusals.stream().flatMap(Optional::stream).toList();
        }
        SmtpReply verdict = commit(request, accepted, content);
        errors = verdict.isPositive() ? 0 : errors;
        return refusals.stream().map(refusal -> refusal.orElse(verdict)).toList();
    }

    private Optional<SmtpReply> sender(String text) throws UnavailableException {
        ReversePath sender;
        try {
            sender = ReversePath.require(text);
        } catch (IllegalArgumentException e) {
            return Optional.of(Replies.BAD_SENDER);
        }
        if (!isTypable(text)) {
            return Optional.of(Replies.BAD_SENDER);
        }
        return refusal(ask(app -> app.sender(terms, Hello.NONE, sender, MailParameters.NONE)));
    }

    /** @return for each recipient, those beyond the limit included, why it is not taken */
    private List<Optional<SmtpReply>> refusals(Request request) throws UnavailableException {
        ReversePath sender = ReversePath.require(request.sender());
        List<Optional<SmtpReply>> refusals = new ArrayList<>();
        for (String text : request.recipients()) {
            refusals.add(isExhausted() ? Optional.of(Replies.TOO_MANY_ERRORS) : recipient(sender, text));
            count(refusals.getLast());
        }
        refusals.addAll(Collections.nCopies(request.excess(), Optional.of(Replies.TOO_MANY_RECIPIENTS)));
        return refusals;
    }

    /** As of a session of SMTP: who only guesses names is answered ever more slowly, and then not at all. */
    boolean isExhausted() {
        return !terms.mayRelay() && errors >= Limits.ERRORS;
    }

    private void count(Optional<SmtpReply> refusal) {
        boolean error = refusal.filter(SmtpReply::isPermanent).isPresent();
        errors += error ? 1 : 0;
        if (error && !terms.mayRelay() && errors > Limits.PROMPT_ERRORS) {
            lifeline.pause(Limits.FIRST_PAUSE);
        }
    }

    private Optional<SmtpReply> recipient(ReversePath sender, String text) throws UnavailableException {
        EmailAddress recipient;
        try {
            recipient = EmailAddress.require(text);
        } catch (IllegalArgumentException e) {
            return Optional.of(Replies.BAD_RECIPIENT);
        }
        if (!isTypable(text)) {
            return Optional.of(Replies.BAD_RECIPIENT);
        }
        return refusal(ask(app -> app.recipient(terms, sender, MailParameters.NONE, recipient)));
    }

    /** What SMTP would not take either: control characters, the trash address; there is no word for SMTPUTF8. */
    private static boolean isTypable(String address) {
        return !address.startsWith("@") && address.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    private SmtpReply commit(Request request, List<String> recipients, HeldContent content)
            throws UnavailableException {
        Envelope envelope = new Envelope(
                ReversePath.require(request.sender()),
                recipients.stream().map(EmailAddress::require).toList(),
                BodyType.EIGHT_BIT_MIME);
        lifeline.enterApplication();
        try {
            Reception reception = application.ask(app -> app.receive(terms, Hello.NONE, envelope, verdicts));
            return commit(reception, request.octets(), content);
        } finally {
            lifeline.leaveApplication();
        }
    }

    private static SmtpReply commit(Reception reception, long octets, HeldContent content) {
        boolean done = false;
        try {
            content.copyTo(reception);
            SmtpReply verdict = reception.commit(octets);
            done = true;
            return verdict;
        } finally {
            if (!done) {
                reception.abort();
            }
        }
    }

    private Optional<SmtpReply> refusal(Decision decision) {
        return switch (decision) {
            case Decision.Accept accept -> {
                verdicts = verdicts.and(accept.verdicts());
                yield Optional.empty();
            }
            case Decision.Reject reject -> Optional.of(reject.reply());
            case Decision.TryLater later -> Optional.of(later.reply());
            case Decision.HangUp hangUp -> Optional.of(hangUp.reply());
        };
    }

    private <T> T ask(Function<SmtpEndpoint, T> question) throws UnavailableException {
        return lifeline.ask(application, question);
    }
}
