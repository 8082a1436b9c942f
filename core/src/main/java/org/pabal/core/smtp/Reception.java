package org.pabal.core.smtp;

/**
 * One content on its way into the queue. Nothing of it is visible, and nothing of it survives a crash, before
 * {@link #commit(long)} has returned a positive reply. Used by one thread.
 */
public interface Reception {
    /** Takes decoded octets: lines end in LF, dots are unstuffed. The array is the caller's again on return. */
    void write(byte[] buffer, int offset, int length);

    /**
     * Makes the message durable: returns after the commit is on the disk.
     *
     * @param wireOctets size of the content with CRLF counted as two, before dot-stuffing (RFC 1870 §3)
     * @return 250 with the queue id, or the refusal
     */
    SmtpReply commit(long wireOctets);

    /** Forgets everything; harmless after {@link #commit(long)}. */
    void abort();
}
