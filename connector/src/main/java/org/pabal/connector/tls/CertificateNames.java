package org.pabal.connector.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** For which hosts a certificate is (RFC 6125 §6.4): its DNS names alone; the leftmost label may be {@code *}. */
final class CertificateNames {
    private static final int DNS_NAME = 2;

    private CertificateNames() {}

    static boolean isFor(X509Certificate certificate, String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        int dot = lower.indexOf('.');
        String wildcard = dot < 0 ? "" : "*" + lower.substring(dot);
        return names(certificate).anyMatch(name -> name.equals(lower) || name.equals(wildcard));
    }

    /** @param suffix with its leading dot */
    static boolean isForSomethingBelow(X509Certificate certificate, String suffix) {
        String lower = suffix.toLowerCase(Locale.ROOT);
        return names(certificate).anyMatch(name -> name.endsWith(lower));
    }

    private static Stream<String> names(X509Certificate certificate) {
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            return all == null
                    ? Stream.empty()
                    : all.stream()
                            .filter(name -> Integer.valueOf(DNS_NAME).equals(name.get(0)))
                            .map(name -> String.valueOf(name.get(1)).toLowerCase(Locale.ROOT));
        } catch (CertificateParsingException e) {
            return Stream.empty();
        }
    }
}
