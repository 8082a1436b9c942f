package org.pabal.web.queue;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pabal.core.queue.RecipientState;
import org.pabal.core.routing.Route;
import org.pabal.core.smtp.client.DialogueLine;
import org.pabal.ejb.deliver.Explanation;
import org.pabal.web.destinations.DestinationView;

/**
 * Why a message is still in the queue.
 *
 * @param message as {@code GET /queue/messages/{id}} shows it
 * @param recipients in the same order
 */
public record ExplanationView(QueuedMailView message, List<RecipientView> recipients) {
    /** @param kind {@code connecting}, {@code connected}, {@code secured}, {@code trouble}, {@code said}, {@code heard} or {@code content} */
    public record LineView(String kind, String text) {
        static LineView of(DialogueLine line) {
            return new LineView(line.kind().name().toLowerCase(Locale.ROOT), line.text());
        }
    }

    /**
     * @param source {@code local}, {@code operator}, {@code directive}, {@code smtproutes} or {@code dns}
     * @param host with its port; absent where the DNS decides, and for a local one
     * @param domain whose mail exchangers are asked for
     * @param directive whose way it is
     */
    public record WayView(String source, Optional<String> host, Optional<String> domain, Optional<Long> directive) {
        static WayView of(Explanation.Way way) {
            Optional<String> host = Optional.empty();
            Optional<String> domain = Optional.empty();
            if (way.route().isPresent()) {
                switch (way.route().get()) {
                    case Route.Smarthost smarthost -> host = Optional.of(smarthost.text());
                    case Route.MailExchangers exchangers ->
                        domain = Optional.of(exchangers.domain().text());
                }
            }
            return new WayView(word(way.source()), host, domain, way.directive());
        }
    }

    /**
     * @param way which way it goes
     * @param standing what keeps it, or what happens
     * @param directive that takes or holds it
     * @param running deliveries of this node on its channel
     * @param limit of those: concurrencylocal or concurrencyremote
     * @param destination what limits it there; absent for a local one, and where nothing is known of it
     * @param retrySkip of the retry schedule: the next attempt is (√age + skip)² seconds after the message arrived
     * @param upcoming attempts to come, if each is deferred at once
     * @param lifetimeEnds an attempt after this is the last; absent for one that is done
     * @param dialogueEnded when the attempt ended whose dialogue this is
     * @param dialogue what was said and heard
     */
    public record RecipientView(
            String address,
            WayView way,
            String standing,
            Optional<DirectiveView> directive,
            int running,
            int limit,
            Optional<DestinationView> destination,
            int retrySkip,
            List<Instant> upcoming,
            Optional<Instant> lifetimeEnds,
            Optional<Instant> dialogueEnded,
            List<LineView> dialogue) {
        static RecipientView of(Explanation.Recipient each) {
            RecipientState state = each.recipient().state();
            return new RecipientView(
                    each.recipient().address().text(),
                    WayView.of(each.way()),
                    word(each.standing()),
                    each.directive().map(DirectiveView::of),
                    each.limits().running(),
                    each.limits().limit(),
                    each.limits().destination().map(DestinationView::of),
                    each.schedule().skip(),
                    each.upcoming(),
                    state.isFinished() ? Optional.empty() : Optional.of(each.lifetimeEnds()),
                    each.dialogue().map(kept -> kept.ended()),
                    each.dialogue().stream()
                            .flatMap(kept -> kept.lines().stream())
                            .map(LineView::of)
                            .toList());
        }
    }

    static ExplanationView of(Explanation explanation) {
        return new ExplanationView(
                QueuedMailView.of(explanation.mail()),
                explanation.recipients().stream().map(RecipientView::of).toList());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
