package org.pabal.core.qmtp;

/** Where the content of a request goes while its envelope has not come yet. */
@FunctionalInterface
public interface ContentSink {
    /** Takes octets whose lines end in LF. The array is the caller's again on return. */
    void write(byte[] buffer, int offset, int length);
}
