package org.pabal.core.address;

import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * U-labels to A-labels by the JDK, which knows IDNA2003 only. So a label counts as one only if it comes back from its A-label as
 * it was, but for its case: then IDNA2008 gives the same A-label. What IDNA2003 maps to other characters (ß, final sigma,
 * joiners, wide letters) is refused, since it would name somebody else's domain.
 */
final class InternationalName {
    private InternationalName() {}

    /** @return the name with each label in ASCII; empty if one of them cannot be a U-label */
    static Optional<String> toAscii(String name) {
        List<String> labels = new ArrayList<>();
        for (String label : name.split("\\.", -1)) {
            Optional<String> ascii = Utf8.isAscii(label) ? Optional.of(label) : label(label);
            if (ascii.isEmpty()) {
                return Optional.empty();
            }
            labels.add(ascii.get());
        }
        return Optional.of(String.join(".", labels));
    }

    private static Optional<String> label(String label) {
        // the Kelvin sign and its like have an ASCII letter as their lower case
        if (label.codePoints().anyMatch(c -> c > 127 && Character.toLowerCase(c) < 128)) {
            return Optional.empty();
        }
        try {
            String ascii = IDN.toASCII(label);
            return Optional.of(ascii).filter(a -> IDN.toUnicode(a).equals(label.toLowerCase(Locale.ROOT)));
        } catch (IllegalArgumentException noLabel) {
            return Optional.empty();
        }
    }
}
