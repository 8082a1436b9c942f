package org.pabal.core.control;

import java.util.List;
import java.util.Optional;
import org.pabal.core.control.ControlParser.Entry;

/** How the text of a setting is read, and what it may hold. */
sealed interface SettingType {
    /** @return the first thing wrong with the text */
    Optional<Flaw> flaw(String text);

    /** @return the text without what does not count: comments, empty lines, trailing blanks */
    String effective(String text);

    /** @return what may be said, as it stands in a sentence */
    String allowed();

    /** What is wrong.
     *
     * @param entry where, with the text there
     * @param reason a clause
     */
    record Flaw(Entry entry, String reason) {}

    /** What one value must be; refuses with a clause that says why not. */
    @FunctionalInterface
    interface Check {
        /** @throws IllegalArgumentException with the clause */
        void require(String value);
    }

    /** One value in the first line; more lines are refused, since qmail would ignore them. */
    record Line(String allowed, Check check) implements SettingType {
        @Override
        public Optional<Flaw> flaw(String text) {
            return ControlParser.secondLine(text)
                    .map(entry -> new Flaw(entry, "this setting has one line"))
                    .or(() -> flawOf(new Entry(1, ControlParser.line(text)), check));
        }

        @Override
        public String effective(String text) {
            return ControlParser.line(text);
        }
    }

    /** A whole number in the first line. */
    record WholeNumber(long least, long most, String unit) implements SettingType {
        /** Digits that surely fit a long; no range goes further. */
        private static final int MAX_DIGITS = 18;

        @Override
        public Optional<Flaw> flaw(String text) {
            return new Line(allowed(), this::require).flaw(text);
        }

        @Override
        public String effective(String text) {
            return Long.toString(value(text));
        }

        @Override
        public String allowed() {
            return least + " to " + most + " " + unit;
        }

        /** @param text one that has no flaw */
        long value(String text) {
            return Long.parseLong(ControlParser.line(text));
        }

        private void require(String value) {
            if (value.isEmpty() || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
                throw new IllegalArgumentException("it is not a whole number");
            }
            if (value.length() > MAX_DIGITS || Long.parseLong(value) < least || Long.parseLong(value) > most) {
                throw new IllegalArgumentException("it is out of range");
            }
        }
    }

    /** Any number of values, one a line. */
    record Entries(String allowed, Check check) implements SettingType {
        @Override
        public Optional<Flaw> flaw(String text) {
            return ControlParser.lines(text).stream()
                    .filter(line -> line.text().indexOf(0) >= 0)
                    .map(line -> new Flaw(line, "it holds a NUL"))
                    .findFirst()
                    .or(() -> firstFlaw(text));
        }

        @Override
        public String effective(String text) {
            return String.join("\n", ControlParser.list(text));
        }

        private Optional<Flaw> firstFlaw(String text) {
            return ControlParser.entries(text).stream()
                    .flatMap(entry -> flawOf(entry, check).stream())
                    .findFirst();
        }
    }

    private static Optional<Flaw> flawOf(Entry entry, Check check) {
        for (Check each : List.<Check>of(Checks::printable, check)) {
            try {
                each.require(entry.text());
            } catch (IllegalArgumentException e) {
                return Optional.of(new Flaw(entry, String.valueOf(e.getMessage())));
            }
        }
        return Optional.empty();
    }
}
