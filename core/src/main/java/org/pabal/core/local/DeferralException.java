package org.pabal.core.local;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Ends one message's delivery attempt for now; its message is the report. */
final class DeferralException extends Exception {
    DeferralException(String report, @Nullable IOException cause) {
        super(report, cause);
    }

    String report() {
        return String.valueOf(getMessage());
    }
}
