package org.pabal.core.quota;

/**
 * What is in a mailbox, or is added to it or taken away.
 *
 * @param octets may be negative in a sum of changes
 */
public record Usage(long octets, long messages) {
    public static final Usage NOTHING = new Usage(0, 0);

    public static Usage ofMessage(long octets) {
        return new Usage(octets, 1);
    }

    public Usage plus(Usage other) {
        return new Usage(octets + other.octets, messages + other.messages);
    }
}
