package org.pabal.web.queue;

import jakarta.ws.rs.QueryParam;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pabal.core.operations.MailSelector;
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

    /** the message was accepted at least so long ago: {@code 90s}, {@code 2h}, {@code 3d} */
    @QueryParam("olderThan")
    @Nullable
    String olderThan;

    /** the message was accepted less than so long ago */
    @QueryParam("youngerThan")
    @Nullable
    String youngerThan;

    /** octets: {@code 4096}, {@code 10MiB} */
    @QueryParam("largerThan")
    @Nullable
    String largerThan;

    /** octets */
    @QueryParam("smallerThan")
    @Nullable
    String smallerThan;

    MailSelector selector() {
        Map<String, String> members = new LinkedHashMap<>();
        put(members, "sender", sender);
        put(members, "recipient", recipient);
        put(members, "channel", channel);
        put(members, "state", state);
        put(members, "olderThan", olderThan);
        put(members, "youngerThan", youngerThan);
        put(members, "largerThan", largerThan);
        put(members, "smallerThan", smallerThan);
        try {
            return MailSelector.require(members);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("The parameter " + e.getMessage() + ".").exception();
        }
    }

    private static void put(Map<String, String> members, String name, @Nullable String value) {
        if (value != null) {
            members.put(name, value);
        }
    }
}
