package org.pabal.connector;

import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.XATerminator;
import jakarta.resource.spi.work.ExecutionContext;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkContext;
import jakarta.resource.spi.work.WorkListener;
import jakarta.resource.spi.work.WorkManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Timer;
import org.jspecify.annotations.Nullable;

/** As much of an application server as a resource adapter asks for. */
final class TestContainer implements BootstrapContext, WorkManager {
    @Override
    public WorkManager getWorkManager() {
        return this;
    }

    @Override
    public Timer createTimer() {
        return new Timer("watchdog", true);
    }

    @Override
    public void scheduleWork(Work work) {
        Thread.ofPlatform().daemon().name("work").start(work);
    }

    @Override
    public boolean isContextSupported(Class<? extends WorkContext> type) {
        return false;
    }

    @Override
    public XATerminator getXATerminator() {
        throw new UnsupportedOperationException();
    }

    @Override
    public TransactionSynchronizationRegistry getTransactionSynchronizationRegistry() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void doWork(Work work) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void doWork(Work work, long timeout, @Nullable ExecutionContext context, @Nullable WorkListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long startWork(Work work) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long startWork(
            Work work, long timeout, @Nullable ExecutionContext context, @Nullable WorkListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void scheduleWork(
            Work work, long timeout, @Nullable ExecutionContext context, @Nullable WorkListener listener) {
        throw new UnsupportedOperationException();
    }
}
