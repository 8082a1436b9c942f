package org.pabal.connector.outbound;

/** Numbers in configuration properties. */
final class NumberText {
    private NumberText() {}

    /** @return the text, stripped
     * @throws IllegalArgumentException with a sentence that names the property and its range */
    static String require(String property, String text, int least, int most) {
        String digits = text.strip();
        boolean good = digits.matches("\\d{1,9}");
        if (!good || Integer.parseInt(digits) < least || Integer.parseInt(digits) > most) {
            throw new IllegalArgumentException(
                    property + " must be a number from " + least + " to " + most + ", not \"" + text + "\"");
        }
        return digits;
    }
}
