package org.pabal.ejb.queue;

import java.util.Locale;
import org.pabal.core.address.AddressPattern;
import org.pabal.core.address.ReversePath;

/** Address patterns as SQL has them. */
final class Like {
    private Like() {}

    /** @return for {@code lower(address) like … escape '!'} */
    static String of(AddressPattern pattern) {
        return switch (pattern) {
            case AddressPattern.Exactly one -> escaped(one.address().text());
            case AddressPattern.AtDomain all -> "%@" + escaped(all.domain().text());
            case AddressPattern.NullSender bounces -> ReversePath.NULL.text();
        };
    }

    private static String escaped(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace("!", "!!")
                .replace("_", "!_")
                .replace("%", "!%");
    }
}
