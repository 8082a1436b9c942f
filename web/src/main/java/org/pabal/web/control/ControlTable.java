package org.pabal.web.control;

import java.util.List;
import org.pabal.ejb.control.ControlEntry;

/** The listing for a terminal: a line for each line of a setting, {@code *} where it is set. */
final class ControlTable {
    private ControlTable() {}

    static String of(List<ControlEntry> entries) {
        int width = entries.stream().mapToInt(e -> e.name().length()).max().orElse(0);
        StringBuilder table = new StringBuilder();
        for (ControlEntry entry : entries) {
            String mark = entry.stored().isPresent() ? "* " : "  ";
            String name = entry.name();
            for (String line : entry.effective().orElse("").stripTrailing().split("\n", -1)) {
                table.append((mark + pad(name, width) + "  " + line).stripTrailing())
                        .append('\n');
                mark = "  ";
                name = "";
            }
        }
        return table.append("(* set; all others are defaults)\n").toString();
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
