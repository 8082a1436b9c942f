package org.pabal.core.queue;

/** What MAIL's BODY parameter declared (RFC 6152). */
public enum BodyType {
    SEVEN_BIT,
    EIGHT_BIT_MIME
}
