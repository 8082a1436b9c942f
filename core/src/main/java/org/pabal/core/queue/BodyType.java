package org.pabal.core.queue;

/** What MAIL's BODY parameter declared (RFC 6152, RFC 3030). */
public enum BodyType {
    SEVEN_BIT,
    EIGHT_BIT_MIME,
    /** the content is stored as it came, octet for octet: any octet may stand anywhere, and lines end in CRLF */
    BINARY_MIME;

    /** @return what ends a line of a stored content */
    public String lineEnd() {
        return this == BINARY_MIME ? "\r\n" : "\n";
    }
}
