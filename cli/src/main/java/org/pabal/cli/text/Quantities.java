package org.pabal.cli.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Sizes, times and durations as people read them. */
public final class Quantities {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    private Quantities() {}

    /** @return three digits or so with a unit: {@code 812 B}, {@code 4.1 KiB} */
    public static String size(long octets) {
        double amount = octets;
        int unit = 0;
        // what would be shown as 1024.0 is one of the next unit
        while (unit < UNITS.length - 1 && amount >= (unit == 0 ? 1024 : 1023.95)) {
            amount /= 1024;
            unit++;
        }
        return unit == 0 ? octets + " B" : String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
    }

    /** @return the largest unit that fits: {@code 45s}, {@code 12m}, {@code 3h}, {@code 6d} */
    public static String age(Duration age) {
        if (age.toMinutes() < 1) {
            return Math.max(0, age.toSeconds()) + "s";
        }
        if (age.toHours() < 1) {
            return age.toMinutes() + "m";
        }
        return age.toDays() < 1 ? age.toHours() + "h" : age.toDays() + "d";
    }

    /** @return {@code 2026-03-01 19:05:12 KST} */
    public static String time(Instant instant, ZoneId zone) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss ", Locale.ROOT)
                .format(instant.atZone(zone))
                .concat(zone(instant, zone));
    }

    /** @return {@code 03-01 19:05}; the zone belongs into the column's header */
    public static String shortTime(Instant instant, ZoneId zone) {
        return DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT).format(instant.atZone(zone));
    }

    /** @return the zone's short name then, as {@code KST} or {@code UTC} */
    public static String zone(Instant instant, ZoneId zone) {
        return DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH).format(instant.atZone(zone));
    }
}
