package org.pabal.core.control;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.pabal.core.log.PrintableText;

/** Finds what somebody may have meant who wrote a name that does not exist. */
final class NearNames {
    /** Slips that still make a name near: more would bring names that have nothing in common. */
    private static final int MAX_SLIPS = 3;

    /** Longer names are no slip of the pen, and not worth the comparing. */
    private static final int MAX_LENGTH = 40;

    private NearNames() {}

    /** @return a sentence that says the name does not exist, and which ones are near; all of them if none is */
    static String sentence(String name, Collection<String> names) {
        List<String> near = of(name, names);
        String unknown = "there is no setting " + PrintableText.quoted(name);
        return near.isEmpty()
                ? unknown + "; the settings are " + String.join(", ", names)
                : unknown + "; did you mean " + String.join(" or ", near) + "?";
    }

    /** @return names a few slips away from the text, and names the text is a part of, nearest first */
    static List<String> of(String text, Collection<String> names) {
        if (text.length() > MAX_LENGTH) {
            return List.of();
        }
        String wanted = text.toLowerCase(Locale.ROOT);
        List<String> near = new ArrayList<>(names);
        near.removeIf(name -> slips(wanted, name) > Math.min(MAX_SLIPS, name.length() / 2)
                && !(wanted.length() > 3 && name.contains(wanted)));
        near.sort(
                Comparator.comparingInt((String name) -> slips(wanted, name)).thenComparing(Comparator.naturalOrder()));
        return List.copyOf(near);
    }

    /** Levenshtein's distance: characters to insert, delete or replace. */
    static int slips(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(previous[j], row[j - 1]));
            }
            previous = row;
        }
        return previous[b.length()];
    }
}
