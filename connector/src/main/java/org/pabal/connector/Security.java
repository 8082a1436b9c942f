package org.pabal.connector;

import org.pabal.connector.tls.TlsFiles;

/** What a listener does about TLS. */
record Security(Mode mode, TlsFiles files) {
    enum Mode {
        /** all in clear */
        OFF,
        /** in clear, until the peer says STARTTLS (RFC 3207) */
        STARTTLS,
        /** from the first octet on (RFC 8314 §3) */
        IMPLICIT
    }

    /** @throws IllegalArgumentException with a sentence that names the property, its default and its range */
    static Security require(SmtpActivationSpec spec) {
        Mode mode = switch (spec.getTls().strip()) {
            case "off" -> Mode.OFF;
            case "starttls" -> Mode.STARTTLS;
            case "implicit" -> Mode.IMPLICIT;
            default ->
                throw new IllegalArgumentException(
                        "tls must be off, starttls or implicit (default off), not \"" + spec.getTls() + "\"");
        };
        return new Security(mode, new TlsFiles(spec.getTlsCertificate(), spec.getTlsKey(), spec.getHome()));
    }
}
