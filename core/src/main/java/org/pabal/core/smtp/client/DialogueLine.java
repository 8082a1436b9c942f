package org.pabal.core.smtp.client;

/**
 * One thing that happened between us and a host, for people.
 *
 * @param text one line of printable US-ASCII, without secrets; {@code ?} for each other character
 */
public record DialogueLine(Kind kind, String text) {
    private static final int MAX_TEXT = 500;

    /** What happened. */
    public enum Kind {
        /** a connection is tried; the text is the address with its port */
        CONNECTING,
        /** there is one */
        CONNECTED,
        /** there is none, or it is gone; the text says why */
        TROUBLE,
        /** from here on under TLS; the text says what protects it */
        SECURED,
        /** from us to the host */
        SAID,
        /** from the host to us */
        HEARD,
        /** a content went to the host; the text is its number of octets */
        CONTENT
    }

    public DialogueLine {
        StringBuilder safe = new StringBuilder();
        text.codePoints().limit(MAX_TEXT).forEach(c -> safe.append(c >= ' ' && c <= '~' ? (char) c : '?'));
        text = safe.toString();
    }
}
