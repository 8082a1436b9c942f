package org.pabal.core.smtp.client;

/**
 * The reports of qmail-remote about one host, without their letter. The text of each is what qmail-remote says for a message
 * with a single recipient, whatever happened to others in the same transaction.
 *
 * @param ip the host's address as text
 */
public record Reports(String ip) {
    public static final String NO_CONNECTION = "Sorry, I wasn't able to establish an SMTP connection. (#4.4.1)\n";
    /** No host may be asked any more. */
    public static final String STOPPING = "Sorry, outgoing mail is just being stopped. (#4.3.2)\n";

    static final String UNREADABLE = "Unable to read message. (#4.3.0)\n";

    String greetingFailed(String said) {
        return "Connected to " + ip + " but greeting failed.\n" + remoteHostSaid(said);
    }

    String nameRejected(String said) {
        return "Connected to " + ip + " but my name was rejected.\n" + remoteHostSaid(said);
    }

    String senderRejected(String said) {
        return "Connected to " + ip + " but sender was rejected.\n" + remoteHostSaid(said);
    }

    String recipientRefused(String said) {
        return ip + " does not like recipient.\n" + remoteHostSaid(said) + "Giving up on " + ip + ".\n";
    }

    String recipientTaken(String said) {
        return ip + " likes recipient.\n" + remoteHostSaid(said);
    }

    String failedOnData(String said) {
        return ip + " failed on DATA command.\n" + remoteHostSaid(said);
    }

    String failedAfterMessage(String said) {
        return ip + " failed after I sent the message.\n" + remoteHostSaid(said);
    }

    String accepted(String said) {
        return ip + " accepted message.\n" + remoteHostSaid(said);
    }

    String died() {
        return "Connected to " + ip + " but connection died. (#4.4.2)\n";
    }

    /** The connection goes before this recipient had its answer, with a last word. */
    String died(String said) {
        return died() + remoteHostSaid(said);
    }

    String diedPossibleDuplicate() {
        return "Connected to " + ip + " but connection died. Possible duplicate! (#4.4.2)\n";
    }

    String tooLarge(long octets, long limit) {
        return "Connected to " + ip + " but it takes messages of up to " + limit + " octets, and this one has " + octets
                + ". (#5.3.4)\n";
    }

    String needsUtf8() {
        return "Connected to " + ip + " but it does not take addresses and headers beyond ASCII. (#5.6.7)\n";
    }

    String needsBinary() {
        return "Connected to " + ip + " but it does not take binary messages, and this one is. (#5.6.3)\n";
    }

    private static String remoteHostSaid(String said) {
        return said.isEmpty() ? "" : "Remote host said: " + said;
    }
}
