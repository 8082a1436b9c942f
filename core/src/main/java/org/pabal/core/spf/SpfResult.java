package org.pabal.core.spf;

import java.util.Locale;

/**
 * What SPF says of a sender (RFC 7208 §2.6).
 *
 * @param why for the log and the Received-SPF field: the mechanism that matched, or what is wrong
 * @param explanation of a fail, in the words of the sender's domain; empty if it has none that can be shown
 */
public record SpfResult(Code code, String why, String explanation) {
    /** In the order of RFC 7208 §2.6. */
    public enum Code {
        NONE,
        NEUTRAL,
        PASS,
        FAIL,
        SOFTFAIL,
        TEMPERROR,
        PERMERROR;

        /** @return as it stands in a Received-SPF field */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static SpfResult of(Code code, String why) {
        return new SpfResult(code, why, "");
    }
}
