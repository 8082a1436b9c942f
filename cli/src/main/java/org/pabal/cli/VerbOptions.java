package org.pabal.cli;

import jakarta.json.JsonObjectBuilder;
import org.pabal.cli.server.Query;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a verb takes besides the mail it is for. */
@Command
class VerbOptions {
    /** Adds it to the body of a request. */
    void addTo(JsonObjectBuilder wish) {}

    /** @return the same as parameters */
    Query query() {
        return new Query();
    }

    /** @return what the verb takes */
    static VerbOptions of(String verb) {
        return switch (verb) {
            case "expire" -> new WithBounce(true);
            case "delete" -> new WithBounce(false);
            case "reroute" -> new WithRelay();
            default -> new VerbOptions();
        };
    }

    /** @return a command that has these options too */
    CommandLine with(Object command) {
        return new CommandLine(command).addMixin("verb", this);
    }

    /** For verbs that end something. */
    static final class WithBounce extends VerbOptions {
        @Option(names = "--bounce", negatable = true, fallbackValue = "true", descriptionKey = "order.bounce")
        boolean bounce;

        private WithBounce(boolean usual) {
            bounce = usual;
        }

        @Override
        void addTo(JsonObjectBuilder wish) {
            wish.add("bounce", bounce);
        }

        @Override
        Query query() {
            return new Query().with("bounce", Boolean.toString(bounce));
        }
    }

    /** For another route. */
    static final class WithRelay extends VerbOptions {
        @Option(names = "--relay", paramLabel = "HOST[:PORT]", required = true, descriptionKey = "order.relay")
        String relay = "";

        @Override
        void addTo(JsonObjectBuilder wish) {
            wish.add("relay", relay);
        }

        @Override
        Query query() {
            return new Query().with("relay", relay);
        }
    }
}
