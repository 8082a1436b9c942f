package org.pabal.ejb.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The way into the queue. */
@ApplicationScoped
public class QueueWriter {
    @Inject
    GroupCommit groupCommit;

    /** A content has begun to arrive: worth waiting a moment for, so that it shares a commit. */
    public void expect() {
        groupCommit.expect(1);
    }

    /** Whether more mail should not be taken just now, since what is there already waits too long for the disk. */
    public boolean isBehind() {
        return groupCommit.isBehind();
    }

    /** The content that was expected will not come. */
    public void expectNoMore() {
        groupCommit.expect(-1);
    }

    /**
     * Queues a message that was expected: returns when it is on the disk.
     *
     * @throws QueueUnavailableException if that cannot be promised; then nothing of it is kept
     */
    public void storeExpected(NewMail mail) {
        store(mail, true);
    }

    /** As {@link #storeExpected}, for a message that nobody announced. */
    public void store(NewMail mail) {
        store(mail, false);
    }

    private void store(NewMail mail, boolean wasExpected) {
        if (mail.recipients().isEmpty()) {
            throw new IllegalArgumentException("a queued message has recipients");
        }
        CompletableFuture<Void> stored = groupCommit.store(mail, wasExpected);
        try {
            stored.join();
        } catch (CompletionException e) {
            throw new QueueUnavailableException("message " + mail.id() + " was not queued", e);
        }
    }
}
