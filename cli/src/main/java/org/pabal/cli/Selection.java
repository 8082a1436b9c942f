package org.pabal.cli;

import jakarta.json.JsonObjectBuilder;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.pabal.cli.server.Query;
import picocli.CommandLine.Option;

/** Which mail: everything said must be true. */
final class Selection {
    @Option(names = "--sender", paramLabel = "ADDRESS", descriptionKey = "select.sender")
    @Nullable
    String sender;

    @Option(names = "--recipient", paramLabel = "ADDRESS", descriptionKey = "select.recipient")
    @Nullable
    String recipient;

    @Option(names = "--channel", paramLabel = "local|remote", descriptionKey = "select.channel")
    @Nullable
    String channel;

    @Option(names = "--state", paramLabel = "waiting|held|failed|delivered|relayed", descriptionKey = "select.state")
    @Nullable
    String state;

    @Option(names = "--older-than", paramLabel = "TIME", descriptionKey = "select.olderThan")
    @Nullable
    String olderThan;

    @Option(names = "--younger-than", paramLabel = "TIME", descriptionKey = "select.youngerThan")
    @Nullable
    String youngerThan;

    @Option(names = "--larger-than", paramLabel = "SIZE", descriptionKey = "select.largerThan")
    @Nullable
    String largerThan;

    @Option(names = "--smaller-than", paramLabel = "SIZE", descriptionKey = "select.smallerThan")
    @Nullable
    String smallerThan;

    @Option(names = "--sender-domain", paramLabel = "DOMAIN", descriptionKey = "select.senderDomain")
    void senderDomain(String domain) {
        sender = "@" + domain;
    }

    @Option(names = "--recipient-domain", paramLabel = "DOMAIN", descriptionKey = "select.recipientDomain")
    void recipientDomain(String domain) {
        recipient = "@" + domain;
    }

    Query query() {
        Query query = new Query();
        each(query::with);
        return query;
    }

    void addTo(JsonObjectBuilder wish) {
        each((name, value) -> {
            if (value != null) {
                wish.add(name, value);
            }
        });
    }

    private void each(BiConsumer<String, @Nullable String> member) {
        member.accept("sender", sender);
        member.accept("recipient", recipient);
        member.accept("channel", channel);
        member.accept("state", state);
        member.accept("olderThan", olderThan);
        member.accept("youngerThan", youngerThan);
        member.accept("largerThan", largerThan);
        member.accept("smallerThan", smallerThan);
    }
}
