package org.pabal.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Rows in columns that fit a terminal: columns that may, give way, the widest first. */
public final class Table {
    private static final String GAP = "  ";
    private static final int NARROWEST = 8;

    /** How a column behaves. */
    public enum Column {
        LEFT,
        /** for numbers */
        RIGHT,
        /** may be cut to fit */
        FLEXIBLE
    }

    /** A row of cells, or a line of its own under the row before it. */
    private record Row(List<String> cells, boolean note) {}

    private final List<Column> columns;
    private final List<Row> rows = new ArrayList<>();

    /** @param header as many as there are columns */
    public Table(List<Column> columns, List<String> header) {
        this.columns = List.copyOf(columns);
        row(header);
    }

    /** @param cells as many as there are columns */
    public void row(List<String> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException("a row has " + columns.size() + " cells");
        }
        rows.add(new Row(cells.stream().map(Printable::of).toList(), false));
    }

    /** @return the text with blanks behind it up to so many columns of a terminal */
    public static String padded(String text, int columns) {
        return DisplayWidth.pad(text, columns, false);
    }

    /** Adds a line under the last row, indented. */
    public void note(String text) {
        rows.add(new Row(List.of("      " + Printable.of(text)), true));
    }

    /** @param terminal its columns; empty when nothing must be cut
     * @return lines without blanks at their ends
     */
    public List<String> lines(OptionalInt terminal) {
        int[] widths = widths(terminal);
        return rows.stream()
                .map(row -> row.note() ? note(row, terminal) : line(row.cells(), widths))
                .toList();
    }

    private int[] widths(OptionalInt terminal) {
        int[] widths = IntStream.range(0, columns.size())
                .map(column -> rows.stream()
                        .filter(row -> !row.note())
                        .mapToInt(row -> DisplayWidth.of(row.cells().get(column)))
                        .max()
                        .orElse(0))
                .toArray();
        if (terminal.isPresent()) {
            int excess = IntStream.of(widths).sum() + GAP.length() * (columns.size() - 1) - terminal.getAsInt();
            for (int widest = widestFlexible(widths); excess > 0 && widest >= 0; widest = widestFlexible(widths)) {
                widths[widest]--;
                excess--;
            }
        }
        return widths;
    }

    private int widestFlexible(int[] widths) {
        return IntStream.range(0, widths.length)
                .filter(column -> columns.get(column) == Column.FLEXIBLE && widths[column] > NARROWEST)
                .reduce((first, second) -> widths[second] > widths[first] ? second : first)
                .orElse(-1);
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String cell = DisplayWidth.cut(cells.get(column), widths[column]);
            line.append(column == 0 ? "" : GAP)
                    .append(DisplayWidth.pad(cell, widths[column], columns.get(column) == Column.RIGHT));
        }
        return line.toString().stripTrailing();
    }

    private static String note(Row row, OptionalInt terminal) {
        String text = row.cells().getFirst();
        return terminal.isPresent() ? DisplayWidth.cut(text, terminal.getAsInt()) : text;
    }
}
