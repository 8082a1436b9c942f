package org.pabal.ejb.queue;

import org.pabal.core.operations.Relay;
import org.pabal.core.operations.Verb;
import org.pabal.core.queue.Channel;
import org.pabal.core.queue.RecipientState;

/** What a verb is about, and what it does, as SQL on rows of {@code recipient}. */
final class VerbSql {
    static final String REMOVED = "This message was removed from the queue by the administrator (#5.0.0)";
    static final String EXPIRED =
            "I'm not going to try again; the administrator has ended this message's time in the queue. (#5.4.7)\n";

    /** Its sender asked not to be told of a failure (RFC 3461 §4.1). */
    static final String UNTOLD = " and wish is not null and wish not like '%FAILURE%'";

    /** Room for the sentence behind it. */
    private static final int REPORT = 9_800;

    private static final short WAITING = StoredCode.of(RecipientState.WAITING);
    private static final short HELD = StoredCode.of(RecipientState.HELD);
    private static final short FAILED = StoredCode.of(RecipientState.FAILED);
    private static final String UNFINISHED = " and state in (" + WAITING + ", " + HELD + ")";

    /** Of one directive. */
    static final String RELEASE_DIRECTED = "update recipient set state = " + WAITING
            + ", directive = null where state = " + HELD + " and directive = ?";

    private VerbSql() {}

    /** Narrows a statement to the recipients that the verb is about, whether they are being delivered to or not. */
    static Sql narrow(Sql sql, Verb verb) {
        return switch (verb) {
            case Verb.Hold hold -> sql.add(" and state = " + WAITING);
            case Verb.Retry retry -> sql.add(" and state = " + WAITING);
            // what a directive holds would be held again
            case Verb.Release release -> sql.add(" and state = " + HELD + " and directive is null");
            case Verb.Expire expire -> sql.add(UNFINISHED);
            case Verb.Reroute reroute -> sql.add(UNFINISHED + " and channel = " + StoredCode.of(Channel.REMOTE));
            // what has failed before gets its own bounce
            case Verb.Delete delete -> delete.bounce() ? sql.add(UNFINISHED) : sql;
        };
    }

    /** @return the beginning of a statement that does it, up to {@code where} */
    static Sql change(Verb verb) {
        return switch (verb) {
            case Verb.Hold hold -> new Sql("update recipient set state = " + HELD);
            case Verb.Release release -> new Sql("update recipient set state = " + WAITING);
            case Verb.Retry retry ->
                new Sql("update recipient set next_attempt = least(next_attempt, current_timestamp)");
            case Verb.Reroute reroute -> reroute(reroute);
            case Verb.Expire expire ->
                expire.bounce()
                        ? new Sql(
                                "update recipient set state = " + FAILED
                                        + ", last_report = left(coalesce(last_report, ''), " + REPORT + ") || ?",
                                EXPIRED)
                        : remove();
            case Verb.Delete delete ->
                delete.bounce()
                        ? new Sql("update recipient set state = " + FAILED + ", last_report = ?", REMOVED)
                        : remove();
        };
    }

    private static Sql reroute(Verb.Reroute reroute) {
        return reroute.relay()
                .map(Relay::text)
                .map(text -> new Sql("update recipient set relay = ?", text))
                .orElseGet(() -> new Sql("update recipient set relay = null"));
    }

    static Sql remove() {
        return new Sql("delete from recipient");
    }

    /** Whether a message may be over after it. */
    static boolean mayEnd(Verb verb) {
        return verb instanceof Verb.Expire || verb instanceof Verb.Delete;
    }

    /** Whether senders are told that it failed. */
    static boolean tells(Verb verb) {
        return (verb instanceof Verb.Expire expire && expire.bounce())
                || (verb instanceof Verb.Delete delete && delete.bounce());
    }

    /** Whether it may be done to a recipient that is being delivered to, and counts if that is deferred. */
    static boolean reachesDeliveries(Verb verb) {
        return verb instanceof Verb.Hold || verb instanceof Verb.Reroute;
    }
}
