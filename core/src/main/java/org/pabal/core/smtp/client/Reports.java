package org.pabal.core.smtp.client;

import java.util.Optional;

/**
 * The reports of qmail-remote about one host, without their letter. The text of each is what qmail-remote says for a message
 * with a single recipient, whatever happened to others in the same transaction.
 *
 * @param ip the host's address as text
 * @param protection empty for a session in the clear
 */
public record Reports(String ip, Optional<Protection> protection) {
    public static final String NO_CONNECTION = "Sorry, I wasn't able to establish an SMTP connection. (#4.4.1)\n";
    /** No host may be asked any more. */
    public static final String STOPPING = "Sorry, outgoing mail is just being stopped. (#4.3.2)\n";

    static final String UNREADABLE = "Unable to read message. (#4.3.0)\n";

    /** Of a session in the clear. */
    public Reports(String ip) {
        this(ip, Optional.empty());
    }

    String greetingFailed(String said) {
        return "Connected to " + ip + " but greeting failed.\n" + remoteHostSaid(said);
    }

    String nameRejected(String said) {
        return "Connected to " + ip + " but my name was rejected.\n" + remoteHostSaid(said);
    }

    /** The policy asks for TLS. */
    String noStartTls() {
        return "Connected to " + ip + " but it does not offer TLS, and without TLS it gets no mail. (#4.7.4)\n";
    }

    String startTlsRefused(String said) {
        return "Connected to " + ip + " but it did not start TLS. (#4.7.4)\n" + remoteHostSaid(said);
    }

    /** @param why the end of the sentence */
    String tlsFailed(String why) {
        return "Connected to " + ip + " but TLS failed: " + why + ". (#4.7.5)\n";
    }

    String noLogin() {
        return "Connected to " + ip + " but it offers no way to log in that I know. (#4.7.8)\n";
    }

    String noPassword(String user) {
        return "Connected to " + ip + " but I have no password for " + user
                + "; relaypasswords needs a line for it. (#4.7.8)\n";
    }

    String loginRejected(String said) {
        return "Connected to " + ip + " but my login was rejected. (#4.7.8)\n" + remoteHostSaid(said);
    }

    String loginUnproven() {
        return "Connected to " + ip + " but it did not prove that it knows my password. (#4.7.8)\n";
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
        return ip + " accepted message.\n"
                + protection.map(by -> "Sent by " + by.text() + ".\n").orElse("") + remoteHostSaid(said);
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

    String needsEightBit() {
        return "Connected to " + ip + " but it does not take 8-bit messages, and this one is. (#5.6.3)\n";
    }

    /** @param why the end of the sentence */
    String cannotBeConverted(String why) {
        return "Connected to " + ip + " but it does not take 8-bit messages, and this one cannot be converted: " + why
                + ". (#5.6.3)\n";
    }

    private static String remoteHostSaid(String said) {
        return said.isEmpty() ? "" : "Remote host said: " + said;
    }
}
