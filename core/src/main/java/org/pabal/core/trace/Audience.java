package org.pabal.core.trace;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The watchers of one session: those that follow it, and those that wait for a sender or recipient to know. */
final class Audience {
    private final InetAddress client;
    private final Backlog backlog;
    private final List<Watch> followers = new ArrayList<>(1);
    private final List<Watch> waiting = new ArrayList<>(1);
    private Watches known = Watches.NONE;
    private @Nullable String sender;

    Audience(InetAddress client, AtomicLong backlogRoom) {
        this.client = client;
        this.backlog = new Backlog(backlogRoom);
    }

    /** @param now all who watch anything */
    void meet(Watches now) {
        if (now == known) {
            return;
        }
        followers.retainAll(now.all());
        waiting.retainAll(now.all());
        for (Watch watch : now.all()) {
            if (!known.all().contains(watch) && watch.filter().meansClient(client)) {
                (watch.filter().asksForEnvelope() ? waiting : followers).add(watch);
            }
        }
        known = now;
        forgetIfNobodyWaits();
    }

    boolean isEmpty() {
        return followers.isEmpty() && waiting.isEmpty();
    }

    void show(TraceEvent.Line line) {
        followers.forEach(watch -> watch.offer(line));
        if (!waiting.isEmpty()) {
            backlog.add(line);
        }
    }

    /** The client has named the sender of a transaction. */
    void sender(String text) {
        sender = text;
        decide(null);
    }

    /** The client has named a recipient. */
    void recipient(String text) {
        decide(text);
    }

    void leave() {
        backlog.clear();
        followers.clear();
        waiting.clear();
    }

    private void decide(@Nullable String recipient) {
        for (Iterator<Watch> each = waiting.iterator(); each.hasNext(); ) {
            Watch watch = each.next();
            if (watch.filter().meansEnvelope(sender, recipient)) {
                each.remove();
                followers.add(watch);
                backlog.replayTo(watch);
            }
        }
        forgetIfNobodyWaits();
    }

    private void forgetIfNobodyWaits() {
        if (waiting.isEmpty()) {
            backlog.clear();
        }
    }
}
