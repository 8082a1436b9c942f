package org.pabal.ejb.log;

import org.pabal.ejb.control.ControlStore;

/** A log that nobody reads. */
public final class SilentLog {
    private SilentLog() {}

    public static QueueLog with(ControlStore controls) {
        return new QueueLog(
                new ServiceLogs() {
                    @Override
                    void write(String service, String... lines) {}
                },
                controls);
    }
}
