package org.pabal.core.mime;

/** What becomes of one entity. */
enum Treatment {
    KEEP,
    /** it has no octet above 127 any more, and must not say so */
    RELABEL,
    QUOTED_PRINTABLE,
    BASE64;

    boolean encodes() {
        return this == QUOTED_PRINTABLE || this == BASE64;
    }
}
