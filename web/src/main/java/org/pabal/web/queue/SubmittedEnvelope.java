package org.pabal.web.queue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ForwardPath;
import org.pabal.core.address.PathParser;
import org.pabal.core.address.PathParser.Parsed;
import org.pabal.core.address.ReversePath;
import org.pabal.web.problem.Problem;
import org.pabal.web.problem.ProblemException;

/** Sender and recipients as parameters: addresses by the rules of SMTP, without angle brackets. */
final class SubmittedEnvelope {
    /** As many as an SMTP transaction may have. */
    static final int MAX_RECIPIENTS = 1000;

    private SubmittedEnvelope() {}

    /** @param text empty, or {@code <>}, for the null sender; null if it was not said
     * @throws ProblemException 400
     */
    static ReversePath sender(@Nullable String text) {
        if (text == null) {
            throw bad("The parameter 'sender' is missing; it is empty for the null sender.");
        }
        if (text.isEmpty() || text.equals("<>")) {
            return ReversePath.NULL;
        }
        if (PathParser.reversePath("FROM:<" + plain("sender", text) + ">") instanceof Parsed.Path<ReversePath> path
                && path.rest().isEmpty()) {
            return path.path();
        }
        throw notAnAddress("sender", text);
    }

    /** @throws ProblemException 400, also for none or too many */
    static List<EmailAddress> recipients(List<String> texts) {
        if (texts.isEmpty() || texts.size() > MAX_RECIPIENTS) {
            throw bad("The parameter 'recipient' must be there 1 to " + MAX_RECIPIENTS + " times.");
        }
        return texts.stream().map(SubmittedEnvelope::recipient).toList();
    }

    private static EmailAddress recipient(String text) {
        if (PathParser.forwardPath("TO:<" + plain("recipient", text) + ">") instanceof Parsed.Path<ForwardPath> path
                && path.path() instanceof ForwardPath.Mailbox mailbox
                && path.rest().isEmpty()) {
            return mailbox.address();
        }
        throw notAnAddress("recipient", text);
    }

    /** A closing bracket would end the path early. */
    private static String plain(String name, String text) {
        if (text.indexOf('>') >= 0) {
            throw notAnAddress(name, text);
        }
        return text;
    }

    private static ProblemException notAnAddress(String name, String text) {
        return bad("The parameter '" + name + "' is no mail address: '" + text + "'.");
    }

    private static ProblemException bad(String sentence) {
        return Problem.badRequest(sentence).exception();
    }
}
