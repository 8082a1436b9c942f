package org.pabal.web.queue;

import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pabal.core.queue.Channel;
import org.pabal.core.queue.RecipientState;
import org.pabal.ejb.queue.QueueFilter;
import org.pabal.web.parameter.AddressParameter;
import org.pabal.web.problem.Problem;

/** Which messages a listing is about. What is wrong in it ends in 400 with a sentence that names the parameter. */
// no @Parameter here: the server's OpenAPI reader fails on one outside of a resource class (NullPointerException,
// 6.2025.9)
public class QueueParameters {
    /** {@code user@domain}, {@code @domain}, or {@code <>} for bounces */
    @QueryParam("sender")
    @Nullable
    String sender;

    /** {@code user@domain} or {@code @domain} */
    @QueryParam("recipient")
    @Nullable
    String recipient;

    /** local or remote */
    @QueryParam("channel")
    @Nullable
    String channel;

    /** waiting, held, failed, delivered or relayed */
    @QueryParam("state")
    @Nullable
    String state;

    QueueFilter filter() {
        return new QueueFilter(
                AddressParameter.read("sender", sender),
                AddressParameter.read("recipient", recipient),
                constant("channel", channel, Channel.values()),
                constant("state", state, RecipientState.values()));
    }

    private static <E extends Enum<E>> Optional<E> constant(String name, @Nullable String text, E[] constants) {
        if (text == null) {
            return Optional.empty();
        }
        Optional<E> found = Arrays.stream(constants)
                .filter(constant -> word(constant).equals(text))
                .findFirst();
        if (found.isEmpty()) {
            String words = Arrays.stream(constants).map(QueueParameters::word).collect(Collectors.joining(", "));
            throw Problem.badRequest("The parameter '" + name + "' is one of: " + words + ".")
                    .exception();
        }
        return found;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
