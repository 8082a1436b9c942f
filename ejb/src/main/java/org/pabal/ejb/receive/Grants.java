package org.pabal.ejb.receive;

import java.util.Map;
import org.pabal.core.smtp.Authentication;

/** What the environment of an access rule grants a session. */
final class Grants {
    /** what fits into a long whatever the digits are */
    private static final int DIGITS = 18;

    private Grants() {}

    /**
     * SMTPAUTH of a rule says whether the peer can log in ({@code -}: it cannot); where none does, it can on the listeners for
     * our own users. CLEARAUTH lets it do so without TLS.
     */
    static Authentication authentication(Map<String, String> environment, boolean submission) {
        String fromRule = environment.get("SMTPAUTH");
        boolean offered = fromRule == null ? submission : !fromRule.equals("-");
        return offered ? new Authentication.Offered(environment.containsKey("CLEARAUTH")) : Authentication.UNAVAILABLE;
    }

    /**
     * DATABYTES of a rule counts before the setting; as in qmail-smtpd its leading digits count, and none mean unlimited.
     *
     * @param setting octets; 0 means unlimited, in the answer too
     */
    static long maxOctets(Map<String, String> environment, long setting) {
        String fromRule = environment.get("DATABYTES");
        if (fromRule == null) {
            return setting;
        }
        int digits = 0;
        while (digits < Math.min(DIGITS, fromRule.length()) && Character.digit(fromRule.charAt(digits), 10) >= 0) {
            digits++;
        }
        return digits == 0 ? 0 : Long.parseLong(fromRule.substring(0, digits));
    }
}
